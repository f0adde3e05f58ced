package dk.bykassen.payment;

import dk.bykassen.kernel.Digest;
import dk.bykassen.kernel.Money;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to pay.
 *
 * @param payerId the person who pays
 * @param purseId the ledger account to credit; null only when a card is registered
 * @param amount what the purse is credited; zero only when a card is registered
 * @param fee what the payer pays on top
 * @param termsId the version of the terms that was accepted
 * @param language of the window and the receipt
 * @param idempotencyKey made with the form: sending the same form twice is one payment
 * @param rememberCard whether the card used shall be stored for later
 * @param storedCardId the card to charge now, without a window
 * @param subject public id of what it is for, in the asking module's words
 * @param ceiling the purse may not rise above this, money under way included; null for no ceiling
 */
public record NewPayment(
        PaymentKind kind,
        long payerId,
        @Nullable Long purseId,
        Money amount,
        Money fee,
        @Nullable String receiptEmail,
        @Nullable Long termsId,
        Locale language,
        UUID idempotencyKey,
        boolean rememberCard,
        @Nullable Long storedCardId,
        UUID subject,
        @Nullable Money ceiling) {

    public NewPayment {
        boolean registers = kind == PaymentKind.CARD_REGISTRATION;
        require(amount.currency().equals(fee.currency()), "one currency");
        require(fee.minor() >= 0, "no negative fee");
        require(registers ? amount.isZero() && fee.isZero() : amount.isPositive(), "an amount that fits the kind");
        require(registers == (purseId == null), "a purse exactly where money moves");
        require(!registers || rememberCard, "a registration stores the card");
        require(!rememberCard || storedCardId == null, "a stored card is not stored again");
        require(kind != PaymentKind.AUTO_TOP_UP || storedCardId != null, "a standing order charges a stored card");
    }

    /** A payment whose purse has no ceiling. */
    public NewPayment(
            PaymentKind kind,
            long payerId,
            @Nullable Long purseId,
            Money amount,
            Money fee,
            @Nullable String receiptEmail,
            @Nullable Long termsId,
            Locale language,
            UUID idempotencyKey,
            boolean rememberCard,
            @Nullable Long storedCardId,
            UUID subject) {
        this(
                kind,
                payerId,
                purseId,
                amount,
                fee,
                receiptEmail,
                termsId,
                language,
                idempotencyKey,
                rememberCard,
                storedCardId,
                subject,
                null);
    }

    public Money total() {
        return amount.plus(fee);
    }

    /** What the same click sends again and another does not. */
    byte[] fingerprint() {
        return Digest.of(String.join(
                "\n",
                kind.code(),
                Long.toString(payerId),
                Objects.toString(purseId),
                Long.toString(amount.minor()),
                Long.toString(fee.minor()),
                amount.currency().getCurrencyCode(),
                Objects.toString(receiptEmail),
                Objects.toString(termsId),
                Boolean.toString(rememberCard),
                Objects.toString(storedCardId),
                subject.toString()));
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("a payment needs " + rule);
        }
    }
}
