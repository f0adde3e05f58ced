package dk.bykassen.payment;

import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Reference;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.payment.gateway.GatewayAccess;
import dk.bykassen.payment.gateway.nexi.NexiCheckout;
import dk.bykassen.tenant.Jobs;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes payments down before anybody outside is asked: whatever happens next, the janitor knows of them. */
@Component
@Transactional
class PaymentRegister {

    /** How long a payer may take in the window before we close it. */
    static final Duration WINDOW_LIFE = Duration.ofMinutes(20);

    private static final int TRIES = 5;

    private final PaymentStore payments;
    private final Ledger ledger;
    private final StoredCardStore cards;
    private final GatewayAccounts accounts;
    private final Jobs jobs;
    private final InstantSource clock;

    PaymentRegister(
            PaymentStore payments,
            Ledger ledger,
            StoredCardStore cards,
            GatewayAccounts accounts,
            Jobs jobs,
            InstantSource clock) {
        this.ledger = ledger;
        this.payments = payments;
        this.cards = cards;
        this.accounts = accounts;
        this.jobs = jobs;
        this.clock = clock;
    }

    sealed interface Registration {}

    /** Written down now: the caller, and nobody else, asks the gateway. */
    record Fresh(Dossier dossier) implements Registration {}

    /** The same click was written down before. */
    record Same(PaymentRow row) implements Registration {}

    /** Another charge of a stored card for the same purse is not decided. */
    record Busy(UUID existing) implements Registration {}

    record Rejected(Refusal why) implements Registration {}

    /** A payment with all that is needed to talk to the gateway about it. */
    record Dossier(
            PaymentRow row, GatewayAccess access, @Nullable String token) {}

    Registration register(NewPayment order) {
        Long purse = order.purseId();
        if (purse != null && order.ceiling() != null) {
            // Two who pay into one purse at once are asked one after the other: the second counts what the first has
            // begun.
            payments.lockPurse(purse);
        }
        Optional<Registration> known = known(order);
        if (known.isPresent()) {
            return known.get();
        }
        Optional<GatewayAccess> access = accounts.find(NexiCheckout.PROVIDER);
        if (access.isEmpty()) {
            return new Rejected(Refusal.NOT_SET_UP);
        }
        Long card = order.storedCardId();
        if (card != null && !cards.isChargeable(card, order.payerId())) {
            return new Rejected(Refusal.CARD_GONE);
        }
        if (!hasRoom(order)) {
            return new Rejected(Refusal.NO_ROOM);
        }
        for (int i = 0; i < TRIES; i++) {
            Optional<PaymentRow> added = add(order);
            if (added.isPresent()) {
                return new Fresh(new Dossier(added.get(), access.get(), token(card)));
            }
            Optional<Registration> other = known(order).or(() -> busy(order));
            if (other.isPresent()) {
                return other.get();
            }
        }
        throw new IllegalStateException("a payment could not be written down");
    }

    /** All that is known of a payment; empty when there is none of that id. */
    @Transactional(readOnly = true)
    Optional<Dossier> dossier(UUID publicId) {
        return payments.find(publicId)
                .map(row -> new Dossier(
                        row,
                        accounts.find(row.provider()).orElseThrow(),
                        token(row.view().storedCardId())));
    }

    @Transactional(readOnly = true)
    Optional<PaymentRow> find(UUID publicId) {
        return payments.find(publicId);
    }

    @Transactional(readOnly = true)
    List<UUID> openWindows(long payer, long purse, UUID but) {
        return payments.openWindows(payer, purse, but);
    }

    /** Whether the purse stays below its ceiling with this payment and all that are under way. */
    private boolean hasRoom(NewPayment order) {
        Long purse = order.purseId();
        Money ceiling = order.ceiling();
        if (purse == null || ceiling == null) {
            return true;
        }
        Money underWay = payments.undecided(purse).stream()
                .map(PaymentRow::view)
                .filter(payment -> !payment.neverBegan())
                .map(PaymentView::amount)
                .reduce(order.amount(), Money::plus);
        return !ceiling.isLessThan(ledger.balance(purse).plus(underWay));
    }

    private Optional<PaymentRow> add(NewPayment order) {
        Instant now = clock.instant();
        String reference = Reference.next(Tenants.current().prefix());
        Optional<PaymentRow> added =
                payments.add(order, Uuid7.next(), reference, NexiCheckout.PROVIDER, now, now.plus(WINDOW_LIFE));
        added.ifPresent(row -> jobs.enqueue(Janitor.CHECK, row.publicId(), now.plus(Janitor.FIRST_LOOK)));
        return added;
    }

    private Optional<Registration> known(NewPayment order) {
        return payments.byClick(order.idempotencyKey())
                .map(row -> Arrays.equals(row.fingerprint(), order.fingerprint())
                        ? new Same(row)
                        : new Rejected(Refusal.KEY_REUSED));
    }

    private Optional<Registration> busy(NewPayment order) {
        Long purse = order.purseId();
        if (order.storedCardId() == null || purse == null) {
            return Optional.empty();
        }
        return payments.undecided(purse).stream()
                .filter(PaymentRow::chargesStoredCard)
                .findFirst()
                .map(row -> new Busy(row.publicId()));
    }

    private @Nullable String token(@Nullable Long card) {
        return card == null ? null : cards.token(card).orElse(null);
    }
}
