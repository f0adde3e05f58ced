package dk.bykassen.topup;

import dk.bykassen.card.MyAccount;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import dk.bykassen.message.Secret;
import dk.bykassen.payment.PaymentReason;
import dk.bykassen.payment.PaymentView;
import dk.bykassen.payment.StoredCard;
import dk.bykassen.payment.StoredCards;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells the owner of a standing order what became of it: at the address for receipts, and by SMS as well where it cannot wait.
 * Each occasion has a key, so that it is told once however often it is come upon.
 */
@Component
class OwnerNews {

    private final Messages messages;
    private final StoredCards storedCards;
    private final InstantSource clock;

    OwnerNews(Messages messages, StoredCards storedCards, InstantSource clock) {
        this.messages = messages;
        this.storedCards = storedCards;
        this.clock = clock;
    }

    /** The order begins, with a card stored just now or earlier. */
    void begun(AutoTopUp order, MyAccount account, StoredCard card) {
        write(
                order,
                new Notice.CardRegistered(
                        account.name(), shown(card), order.amount(), order.threshold(), clock.instant(), page(account)),
                "auto-top-up-card:" + order.publicId() + ":" + card.publicId());
    }

    void cardReplaced(AutoTopUp order, MyAccount account, StoredCard card, @Nullable String previous, String occasion) {
        write(
                order,
                new Notice.CardReplaced(account.name(), shown(card), previous, clock.instant(), page(account)),
                "auto-top-up-card:" + order.publicId() + ":" + card.publicId() + occasion);
    }

    /** @param again when the card is tried again; null when the order is paused */
    void declined(AutoTopUp order, MyAccount account, PaymentView payment, @Nullable Instant again) {
        var notice = new Notice.AutoTopUpDeclined(
                account.name(),
                payment.amount(),
                account.balance(),
                shown(payment),
                clock.instant(),
                trouble(payment.reason()),
                again == null,
                again,
                page(account),
                account.page() + "/top-up");
        String occasion = "auto-top-up-declined:" + payment.id();
        write(order, notice, occasion);
        if (again == null) {
            text(order, notice, occasion);
        }
    }

    void payLink(AutoTopUp order, MyAccount account, PaymentView payment, Secret path, Instant until) {
        var notice = new Notice.PayLink(
                account.name(),
                payment.amount(),
                account.balance(),
                shown(payment),
                path,
                until,
                clock.instant(),
                page(account));
        String occasion = "pay-link:" + payment.id();
        write(order, notice, occasion);
        text(order, notice, occasion);
    }

    /** @param until when the order looks again by itself; null where something else wakes it */
    void waits(AutoTopUp order, MyAccount account, Notice.WaitReason reason, @Nullable Instant until) {
        LocalDate today = Tenants.current().dayOf(clock.instant());
        write(
                order,
                new Notice.AutoTopUpWaits(
                        account.name(), reason, until, clock.instant(), page(account), account.page() + "/top-up"),
                "auto-top-up-waits:" + order.publicId() + ":" + reason + ":" + today);
    }

    /** @param payment the last of so many charges within that time */
    void alarm(AutoTopUp order, MyAccount account, PaymentView payment, int charges, Duration within) {
        var notice = new Notice.AutoTopUpAlarm(
                account.name(),
                charges,
                Math.toIntExact(within.toMinutes()),
                payment.amount(),
                clock.instant(),
                page(account));
        String occasion = "auto-top-up-alarm:" + payment.id();
        write(order, notice, occasion);
        text(order, notice, occasion);
    }

    void stopped(AutoTopUp order, MyAccount account, Notice.StopReason reason) {
        var notice = new Notice.AutoTopUpStopped(account.name(), clock.instant(), reason, page(account));
        String occasion = "auto-top-up-stopped:" + order.publicId();
        write(order, notice, occasion);
        if (reason != Notice.StopReason.CANCELLED) {
            text(order, notice, occasion);
        }
    }

    /** How the card of a payment is shown, also where nothing was taken from it. */
    String shown(PaymentView payment) {
        if (payment.cardBrand() != null) {
            return payment.cardBrand() + " " + payment.cardLastFour();
        }
        Long stored = payment.storedCardId();
        return stored == null
                ? ""
                : storedCards.find(stored).map(OwnerNews::shown).orElse("");
    }

    static String shown(StoredCard card) {
        return card.brand() + " " + card.lastFour();
    }

    static String page(MyAccount account) {
        return account.page() + "/auto-top-up";
    }

    private void write(AutoTopUp order, Notice notice, String occasion) {
        messages.send(notice, new Recipient.Email(order.receiptEmail(), order.personId()), order.language(), occasion);
    }

    private void text(AutoTopUp order, Notice notice, String occasion) {
        messages.send(notice, new Recipient.SmsOf(order.personId()), order.language(), occasion + ":sms");
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
