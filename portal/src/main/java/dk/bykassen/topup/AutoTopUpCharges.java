package dk.bykassen.topup;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.CardSettings;
import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.Money;
import dk.bykassen.message.Notice;
import dk.bykassen.payment.Charged;
import dk.bykassen.payment.NewPayment;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.Payments;
import dk.bykassen.payment.Refusal;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.topup.AutoTopUp.Because;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Charges standing orders when a till's decision or the time calls for it, and first deposits. Many may call at once: the key of a
 * charge is made of the order and of how many of its charges are decided, read in the same snapshot as the balance, so all
 * who see the same low balance ask for the same one charge.
 */
@Service
class AutoTopUpCharges {

    /**
     * Written by the till's wave for a purse left below the threshold, and by whoever looks again later; the id is
     * {@code account/purchase}, or {@code account/time}.
     */
    static final String CALL = "auto-top-up";

    private static final Logger LOG = LoggerFactory.getLogger(AutoTopUpCharges.class);
    private static final Duration GATEWAY_AWAY = Duration.ofMinutes(2);
    private static final Duration UNDER_WAY = Duration.ofMinutes(2);

    private final AutoTopUpStore store;
    private final AutoTopUps orders;
    private final Accounts accounts;
    private final Payments payments;
    private final InstantSource clock;
    private final TransactionTemplate snapshot;

    AutoTopUpCharges(
            AutoTopUpStore store,
            AutoTopUps orders,
            Accounts accounts,
            Payments payments,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.orders = orders;
        this.accounts = accounts;
        this.payments = payments;
        this.clock = clock;
        snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** What one look at an account says. */
    private sealed interface Plan {
        record Nothing() implements Plan {}

        /** Something else is under way for the purse. */
        record Later() implements Plan {}

        record Charge(AutoTopUp order, MyAccount account, NewPayment payment) implements Plan {}

        record Stop(AutoTopUp order, MyAccount account, Notice.StopReason reason) implements Plan {}

        /** Something is in the way that its owner should know of. */
        record Wait(AutoTopUp order, MyAccount account, Because reason) implements Plan {}

        /** Nothing is due, and what the order waited for is over. */
        record GoOn(AutoTopUp order) implements Plan {}
    }

    JobKind.Outcome answerCall(String id) {
        long account = Long.parseLong(id.split("/", 2)[0]);
        return carryOut(snapshot.execute(status -> store.inForce(account)
                .filter(AutoTopUp::isActive)
                .map(this::planForLowBalance)
                .orElseGet(Plan.Nothing::new)));
    }

    /** The deposit asked for together with the order: made once, whatever the balance. */
    JobKind.Outcome depositFirst(String order) {
        return carryOut(snapshot.execute(status -> store.byPublicId(UUID.fromString(order))
                .filter(found -> found.isActive() && found.depositNow())
                .flatMap(found -> accounts.find(found.accountId()).map(account -> planFirst(found, account)))
                .orElseGet(Plan.Nothing::new)));
    }

    private Plan planForLowBalance(AutoTopUp order) {
        Optional<MyAccount> found = accounts.find(order.accountId());
        if (found.isEmpty() || found.get().closed()) {
            return found.<Plan>map(account -> new Plan.Stop(order, account, Notice.StopReason.ACCOUNT_CLOSED))
                    .orElseGet(Plan.Nothing::new);
        }
        MyAccount account = found.get();
        if (!account.isUsable()) {
            return new Plan.Wait(order, account, Because.CHIP);
        }
        if (!account.balance().isLessThan(order.threshold())) {
            return order.because() == null ? new Plan.Nothing() : new Plan.GoOn(order);
        }
        if (order.isBackingOff(clock.instant())) {
            // A job of its own looks again when the time has come.
            return new Plan.Nothing();
        }
        if (!payments.undecided(account.purseId()).isEmpty()) {
            // Its outcome is heard by the listener, which looks at the balance again.
            return new Plan.Nothing();
        }
        CardSettings settings = accounts.settings();
        if (payments.countSince(account.purseId(), PaymentKind.AUTO_TOP_UP, midnight(0)) >= settings.autoDayCap()) {
            return new Plan.Wait(order, account, Because.DAY);
        }
        Money amount = closingTheGap(order, account);
        return settings.maxBalance().isLessThan(account.balance().plus(amount))
                ? new Plan.Wait(order, account, Because.ROOM)
                : new Plan.Charge(order, account, payment(order, account, amount));
    }

    private Plan planFirst(AutoTopUp order, MyAccount account) {
        if (!payments.undecided(account.purseId()).isEmpty()) {
            return new Plan.Later();
        }
        boolean fits =
                !accounts.settings().maxBalance().isLessThan(account.balance().plus(order.amount()));
        return account.isUsable() && fits
                ? new Plan.Charge(order, account, payment(order, account, order.amount()))
                : new Plan.Nothing();
    }

    private JobKind.Outcome carryOut(Plan plan) {
        return switch (plan) {
            case Plan.Nothing nothing -> JobKind.done();
            case Plan.Later later -> JobKind.again(UNDER_WAY);
            case Plan.Stop stop -> {
                orders.stop(stop.order(), stop.account(), stop.reason());
                yield JobKind.done();
            }
            case Plan.Wait wait -> {
                Instant notSince = wait.reason() == Because.DAY ? midnight(0) : Instant.EPOCH;
                orders.await(wait.order(), wait.account(), wait.reason(), notSince, midnight(1));
                yield JobKind.done();
            }
            case Plan.GoOn goOn -> {
                orders.waitNoMore(goOn.order());
                yield JobKind.done();
            }
            case Plan.Charge charge -> afterwards(charge, payments.chargeStored(charge.payment()));
        };
    }

    /** Paid, declined and unknown are told to the listener; here only what was never begun is left to handle. */
    private JobKind.Outcome afterwards(Plan.Charge charge, Charged outcome) {
        if (outcome instanceof Charged.Undecided) {
            return JobKind.again(UNDER_WAY);
        }
        if (outcome instanceof Charged.Refused(Refusal reason)) {
            switch (reason) {
                case UNREACHABLE, GATEWAY_REFUSED -> {
                    return JobKind.again(GATEWAY_AWAY);
                }
                case KEY_REUSED -> {
                    // Somebody else was faster and saw another balance.
                    return JobKind.again(UNDER_WAY);
                }
                case CARD_GONE -> orders.stop(charge.order(), charge.account(), Notice.StopReason.CARD_REMOVED);
                case NOT_SET_UP ->
                    LOG.warn("automatic top-up {} refused: {}", charge.order().publicId(), reason);
            }
        }
        return JobKind.done();
    }

    /** One charge lifts the balance to the threshold: a multiple of the amount where once is not enough. */
    private static Money closingTheGap(AutoTopUp order, MyAccount account) {
        long gap = order.threshold().minor() - account.balance().minor();
        long times = Math.max(1, Math.ceilDiv(gap, order.amount().minor()));
        return new Money(
                Math.multiplyExact(times, order.amount().minor()),
                order.amount().currency());
    }

    private static NewPayment payment(AutoTopUp order, MyAccount account, Money amount) {
        UUID key = UUID.nameUUIDFromBytes((order.publicId() + ":" + order.charges()).getBytes(StandardCharsets.UTF_8));
        return new NewPayment(
                PaymentKind.AUTO_TOP_UP,
                order.personId(),
                account.purseId(),
                amount,
                Money.zero(amount.currency()),
                order.receiptEmail(),
                order.termsId(),
                order.language(),
                key,
                false,
                order.storedCardId(),
                account.publicId());
    }

    /** When a day of the tenant's begins, counted from today. */
    private Instant midnight(int days) {
        Tenant tenant = Tenants.current();
        return tenant.startOf(tenant.dayOf(clock.instant()).plusDays(days));
    }

    /** The id of a call made by no purchase: however many want one at that time, it is one. */
    static String callAt(long account, Instant when) {
        return account + "/" + when;
    }
}
