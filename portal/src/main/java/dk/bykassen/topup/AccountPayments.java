package dk.bykassen.topup;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.CardSettings;
import dk.bykassen.card.Chip;
import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.Money;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.PaymentReason;
import dk.bykassen.payment.PaymentState;
import dk.bykassen.payment.PaymentSubject;
import dk.bykassen.payment.PaymentView;
import dk.bykassen.payment.SettlementListener;
import dk.bykassen.payment.StoredCard;
import dk.bykassen.payment.StoredCardUse;
import dk.bykassen.payment.StoredCards;
import dk.bykassen.tenant.Jobs;
import dk.bykassen.web.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What payments mean for accounts: whose they are, the receipts, and what follows when one is decided. Runs in the
 * transaction that writes the decision down.
 */
@Component
class AccountPayments implements PaymentSubject, SettlementListener, StoredCardUse {

    /** After this many declines in a row the order waits for its owner. */
    private static final int PATIENCE = 3;

    private final Accounts accounts;
    private final AutoTopUpStore store;
    private final AutoTopUps orders;
    private final StoredCards storedCards;
    private final Messages messages;
    private final Jobs jobs;
    private final InstantSource clock;

    AccountPayments(
            Accounts accounts,
            AutoTopUpStore store,
            AutoTopUps orders,
            StoredCards storedCards,
            Messages messages,
            Jobs jobs,
            InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.orders = orders;
        this.storedCards = storedCards;
        this.messages = messages;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public Optional<Shown> of(PaymentView payment, Wording wording) {
        return accounts.byPublicId(payment.subject()).map(account -> {
            boolean money = payment.kind() != PaymentKind.CARD_REGISTRATION;
            String here = "/accounts/" + account.publicId();
            return new Shown(
                    account.name(),
                    account.activeChip().map(Chip::printedAs).orElse(null),
                    money ? account.balance() : null,
                    null,
                    "/accounts",
                    "card.to-accounts",
                    here + (money && payment.kind() == PaymentKind.TOP_UP ? "/top-up" : "/auto-top-up"));
        });
    }

    @Override
    public Optional<Notice> receipt(PaymentView payment) {
        return accounts.byPublicId(payment.subject()).flatMap(account -> switch (payment.kind()) {
            case TOP_UP -> Optional.of(new Notice.TopUpReceipt(receipt(payment, account)));
            case AUTO_TOP_UP ->
                Optional.of(new Notice.AutoTopUpReceipt(
                        receipt(payment, account), threshold(account), AutoTopUps.page(account)));
            case CARD_REGISTRATION -> Optional.empty();
        });
    }

    @Override
    public void settled(PaymentView payment) {
        accounts.byPublicId(payment.subject()).ifPresent(account -> {
            switch (payment.kind()) {
                case TOP_UP -> store.inForce(account.id()).ifPresent(order -> callIfStillLow(payment, account, order));
                case AUTO_TOP_UP ->
                    store.inForce(account.id()).ifPresent(order -> {
                        if (order.personId() == payment.payerId()) {
                            noteOutcome(payment, account, order);
                        } else {
                            callIfStillLow(payment, account, order);
                        }
                    });
                case CARD_REGISTRATION -> cardStored(payment, account);
            }
        });
    }

    private void noteOutcome(PaymentView payment, MyAccount account, AutoTopUp order) {
        switch (payment.state()) {
            case PAID -> {
                store.noteOutcome(order.id(), 0, null, false, false, clock.instant());
                callIfStillLow(payment, account, order);
            }
            case DECLINED -> {
                if (!Objects.equals(payment.storedCardId(), order.storedCardId())) {
                    // The card was replaced while its charge was under way: the new one is not to blame.
                    store.noteOutcome(order.id(), order.declines(), order.notBefore(), false, false, clock.instant());
                    callIfStillLow(payment, account, order);
                    return;
                }
                int declines = order.declines() + 1;
                boolean pause = declines >= PATIENCE || isForGood(payment.reason());
                Instant notBefore = clock.instant().plus(Duration.ofHours(declines == 1 ? 2 : 12));
                store.noteOutcome(order.id(), declines, notBefore, pause, false, clock.instant());
                tellOfDecline(payment, account, order, pause);
            }
            case CANCELLED, EXPIRED -> {
                Instant soon = clock.instant().plus(Duration.ofMinutes(10));
                store.noteOutcome(order.id(), order.declines(), soon, false, true, clock.instant());
                if (order.depositNow()) {
                    jobs.enqueue(AutoTopUps.FIRST_DEPOSIT, order.publicId(), soon);
                } else {
                    jobs.enqueue(AutoTopUpCharges.CALL, account.id() + "/" + payment.id(), soon);
                }
            }
            case HELD -> {
                // Something was taken that fits nothing; somebody of the staff sees to it. The order goes on tomorrow.
                Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
                store.noteOutcome(order.id(), order.declines(), tomorrow, false, false, clock.instant());
            }
            case CREATED, PENDING, UNKNOWN -> {}
        }
    }

    /** While a payment is under way no call is answered; once it is decided, whoever was not heard is heard now. */
    private void callIfStillLow(PaymentView payment, MyAccount account, AutoTopUp order) {
        if (account.balance().isLessThan(order.threshold())) {
            jobs.enqueue(AutoTopUpCharges.CALL, account.id() + "/" + payment.id());
        }
    }

    private void tellOfDecline(PaymentView payment, MyAccount account, AutoTopUp order, boolean paused) {
        messages.send(
                new Notice.AutoTopUpDeclined(
                        account.name(),
                        payment.amount(),
                        account.balance(),
                        cardShown(payment),
                        clock.instant(),
                        trouble(payment.reason()),
                        paused,
                        AutoTopUps.page(account),
                        "/accounts/" + account.publicId() + "/top-up"),
                new Recipient.Email(order.receiptEmail(), order.personId()),
                order.language(),
                "auto-top-up-declined:" + payment.id());
    }

    /** A card was stored for an order, or was not. */
    private void cardStored(PaymentView payment, MyAccount account) {
        store.lockAccount(account.id());
        // Two windows may have been opened for a replacement; the order only remembers the newer.
        AutoTopUp order = store.byRegistration(payment.id())
                .or(() -> store.inForce(account.id()).filter(found -> found.personId() == payment.payerId()))
                .orElse(null);
        if (order == null) {
            return;
        }
        Long kept = payment.keptCardId();
        boolean awaited = order.status() == AutoTopUp.Status.AWAITING_CARD;
        if (payment.state() == PaymentState.PAID && kept != null) {
            if (awaited) {
                store.endOthers(account.id(), order.id(), clock.instant());
            }
            if (awaited || order.isActive() || order.isPaused()) {
                useCard(order, account, kept, awaited);
            }
        } else if (awaited) {
            store.move(order.id(), AutoTopUp.Status.AWAITING_CARD, AutoTopUp.Status.CANCELLED, clock.instant());
        }
    }

    private void useCard(AutoTopUp order, MyAccount account, long card, boolean first) {
        StoredCard stored = storedCards.find(card).orElseThrow();
        String previous = previousCard(order);
        if (!store.charge(order.id(), card, clock.instant())) {
            return;
        }
        String shown = AutoTopUps.shown(stored);
        String page = AutoTopUps.page(account);
        Notice notice = first
                ? new Notice.CardRegistered(
                        account.name(), shown, order.amount(), order.threshold(), clock.instant(), page)
                : new Notice.CardReplaced(account.name(), shown, previous, clock.instant(), page);
        messages.send(
                notice,
                new Recipient.Email(order.receiptEmail(), order.personId()),
                order.language(),
                "auto-top-up-card:" + order.publicId() + ":" + stored.publicId());
        if (first && order.depositNow()) {
            jobs.enqueue(AutoTopUps.FIRST_DEPOSIT, order.publicId());
        } else {
            jobs.enqueue(AutoTopUpCharges.CALL, account.id() + "/" + stored.publicId());
        }
    }

    private @Nullable String previousCard(AutoTopUp order) {
        Long previous = order.storedCardId();
        return previous == null
                ? null
                : storedCards.find(previous).map(AutoTopUps::shown).orElse(null);
    }

    @Override
    public List<Use> of(StoredCard card) {
        return store.chargedTo(card.id()).stream()
                .flatMap(order -> accounts.find(order.accountId()).stream())
                .map(account -> new Use("topup.use.auto", List.of(account.name()), AutoTopUps.page(account)))
                .toList();
    }

    @Override
    public void removed(StoredCard card) {
        for (AutoTopUp order : store.chargedTo(card.id())) {
            accounts.find(order.accountId())
                    .ifPresent(account -> orders.stop(order, account, Notice.StopReason.CARD_REMOVED));
        }
    }

    private Money threshold(MyAccount account) {
        return store.inForce(account.id())
                .map(AutoTopUp::threshold)
                .orElseGet(() -> accounts.settings().autoThreshold());
    }

    private Notice.Receipt receipt(PaymentView payment, MyAccount account) {
        CardSettings settings = accounts.settings();
        String licence = settings.licenceNumber() == null ? "" : ", " + settings.licenceNumber();
        Instant decided = payment.decidedAt();
        return new Notice.Receipt(
                payment.reference(),
                account.name(),
                payment.amount(),
                payment.fee(),
                payment.total(),
                cardShown(payment),
                decided == null ? clock.instant() : decided,
                settings.issuerName() + ", " + settings.issuerNumber() + licence,
                "/payments/" + payment.id());
    }

    private static String cardShown(PaymentView payment) {
        return payment.cardBrand() == null ? "" : payment.cardBrand() + " " + payment.cardLastFour();
    }

    private static boolean isForGood(@Nullable PaymentReason reason) {
        return reason == PaymentReason.CARD_EXPIRED
                || reason == PaymentReason.CARD_BLOCKED
                || reason == PaymentReason.CARD_UNUSABLE;
    }

    private static Notice.CardTrouble trouble(@Nullable PaymentReason reason) {
        return switch (reason) {
            case CARD_EXPIRED -> Notice.CardTrouble.EXPIRED;
            case CARD_BLOCKED, CARD_UNUSABLE -> Notice.CardTrouble.BLOCKED;
            case INSUFFICIENT_FUNDS -> Notice.CardTrouble.NOT_ENOUGH_MONEY;
            case null, default -> Notice.CardTrouble.UNKNOWN;
        };
    }
}
