package dk.bykassen.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.kernel.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** No purse rises above what its tenant allows, however many pay into it at once. */
class PaymentCeilingTest extends PaymentTown {

    @Test
    void twoWhoPayAtOnceCannotLiftAPurseAboveItsCeiling() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Started>> both = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                both.add(threads.submit(() -> at(() -> payments.start(under(Money.of(30_000, "DKK"))))));
            }
            List<Started> answers =
                    List.of(both.getFirst().get(), both.getLast().get());

            assertThat(answers)
                    .filteredOn(answer -> answer instanceof Started.Window)
                    .hasSize(1);
            assertThat(answers).contains(new Started.Refused(Refusal.NO_ROOM));
        }
    }

    @Test
    void theSameClickTwiceIsNotInItsOwnWay() {
        NewPayment order = under(Money.of(20_000, "DKK"));

        assertThat(at(() -> payments.start(order))).isEqualTo(at(() -> payments.start(order)));
    }

    /** A top-up of 200 kroner. */
    private NewPayment under(Money ceiling) {
        NewPayment order = topUp(UUID.randomUUID());
        return new NewPayment(
                order.kind(),
                order.payerId(),
                order.purseId(),
                order.amount(),
                order.fee(),
                order.receiptEmail(),
                order.termsId(),
                order.language(),
                order.idempotencyKey(),
                order.rememberCard(),
                order.storedCardId(),
                order.subject(),
                ceiling);
    }
}
