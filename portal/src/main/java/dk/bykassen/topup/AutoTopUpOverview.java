package dk.bykassen.topup;

import dk.bykassen.card.CardSettings;
import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.Money;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.Payments;
import dk.bykassen.payment.StoredCards;
import dk.bykassen.topup.AutoTopUp.Because;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what the owner of a standing order sees of it. What another parent paid is not among it. */
@Component
@Transactional(readOnly = true)
class AutoTopUpOverview {

    private static final int LINES = 10;

    private final AutoTopUpStore store;
    private final PayLinks links;
    private final Payments payments;
    private final StoredCards storedCards;
    private final InstantSource clock;

    AutoTopUpOverview(
            AutoTopUpStore store, PayLinks links, Payments payments, StoredCards storedCards, InstantSource clock) {
        this.store = store;
        this.links = links;
        this.payments = payments;
        this.storedCards = storedCards;
        this.clock = clock;
    }

    AutoTopUpView of(AutoTopUp order, MyAccount account, CardSettings settings) {
        Money due = order.isPausedFor(Because.CUSTOMER)
                ? links.of(order)
                        .filter(seen -> seen.state() == PayLink.State.OPEN)
                        .map(seen -> seen.link().amount())
                        .orElse(null)
                : null;
        return new AutoTopUpView(
                order.amount(),
                order.threshold(),
                order.isPaused(),
                order.isPausedFor(Because.BURST) ? "topup.auto.go-on" : "topup.auto.resume",
                Situation.of(order, account, settings, clock.instant()),
                due,
                Optional.ofNullable(order.storedCardId())
                        .flatMap(storedCards::find)
                        .orElse(null));
    }

    /** Why the person's last order ended, where it was not they who ended it; null where there was none. */
    @Nullable
    Situation ended(long person, MyAccount account, CardSettings settings) {
        return store.newestOf(person, List.of(account.id())).stream()
                .filter(order -> order.status() == AutoTopUp.Status.CANCELLED
                        && order.because() != null
                        && order.because() != Because.CANCELLED)
                .map(order -> Situation.of(order, account, settings, clock.instant()))
                .findFirst()
                .orElse(null);
    }

    AutoTopUpView.History history(long person, MyAccount account) {
        return new AutoTopUpView.History(payments.newest(person, account.purseId(), PaymentKind.AUTO_TOP_UP, LINES));
    }
}
