package dk.bykassen.demo;

import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.Money;
import dk.bykassen.payment.Charged;
import dk.bykassen.payment.NewPayment;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.PaymentState;
import dk.bykassen.payment.PaymentView;
import dk.bykassen.payment.Payments;
import dk.bykassen.payment.Started;
import dk.bykassen.tenant.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The demo's money. Every krone comes through the simulated gateway, so the gateway's total is the ledger's from the first
 * day. Each deed is named: done a second time, it is the same deed.
 */
@Component
class Deposits {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** A start that was cut short may leave attempts behind that came to nothing. */
    private static final int ATTEMPTS = 20;

    private final Payments payments;
    private final GatewayWindow window;

    Deposits(Payments payments, GatewayWindow window) {
        this.payments = payments;
        this.window = window;
    }

    /**
     * Stores a card for {@code person} by way of the gateway's window, once.
     *
     * @return the card's id
     */
    long storeCard(long person, String holder, UUID subject) throws InterruptedException {
        PaymentView registration = untilPaid("card of " + holder, key -> {
            Money nothing = Money.zero(Tenants.current().currency());
            return begin(
                    holder,
                    payments.start(
                            order(PaymentKind.CARD_REGISTRATION, person, null, nothing, nothing, key, null, subject)));
        });
        Long card = registration.keptCardId();
        if (card == null) {
            throw new IllegalStateException("no card was stored for the demo");
        }
        return card;
    }

    /**
     * Charges a stored card and waits until the money is there.
     *
     * @param occasion names the deed; the same occasion is paid once
     */
    void pay(MyAccount account, long payer, long card, Money amount, Money fee, String occasion)
            throws InterruptedException {
        untilPaid(occasion, key -> switch (payments.chargeStored(
                order(PaymentKind.TOP_UP, payer, account.purseId(), amount, fee, key, card, account.publicId()))) {
            case Charged.Paid(var id) -> Optional.of(id);
            case Charged.Unknown(var id) -> Optional.of(id);
            case Charged.Undecided(var id) -> Optional.of(id);
            case Charged.Declined(var id, var reason) -> Optional.of(id);
            case Charged.Refused refused -> Optional.empty();
        });
    }

    private Optional<UUID> begin(String holder, Started started) throws InterruptedException {
        return switch (started) {
            case Started.Window(var url, var id) -> {
                window.pay(url, holder);
                yield Optional.of(id);
            }
            case Started.Decided(var id) -> Optional.of(id);
            case Started.Undecided(var id) -> Optional.of(id);
            case Started.Unknown(var id) -> Optional.of(id);
            case Started.Refused refused -> Optional.empty();
        };
    }

    private static NewPayment order(
            PaymentKind kind,
            long payer,
            @Nullable Long purse,
            Money amount,
            Money fee,
            UUID key,
            @Nullable Long card,
            UUID subject) {
        boolean stores = kind == PaymentKind.CARD_REGISTRATION;
        return new NewPayment(
                kind, payer, purse, amount, fee, null, null, Tenants.current().language(), key, stores, card, subject);
    }

    /** One try at a payment; empty when nothing was begun. */
    private interface Attempt {
        Optional<UUID> with(UUID key) throws InterruptedException;
    }

    private PaymentView untilPaid(String occasion, Attempt attempt) throws InterruptedException {
        for (int number = 1; number <= ATTEMPTS; number++) {
            String text = Tenants.current().slug() + "/" + occasion + "/" + number;
            Optional<UUID> begun = attempt.with(UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)));
            if (begun.isPresent()) {
                PaymentView payment = decided(begun.get());
                if (payment.state() == PaymentState.PAID) {
                    return payment;
                }
            }
        }
        throw new IllegalStateException("the demo's gateway does not take: " + occasion);
    }

    private PaymentView decided(UUID id) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            Optional<PaymentView> payment = payments.find(id);
            if (payment.isPresent() && !payment.get().isUndecided()) {
                return payment.get();
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the gateway does not decide the demo's payment " + id);
    }
}
