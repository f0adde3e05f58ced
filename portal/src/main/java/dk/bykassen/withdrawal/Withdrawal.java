package dk.bykassen.withdrawal;

import dk.bykassen.kernel.Money;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A withdrawal as it is kept.
 *
 * @param number an IBAN, or the holder's person number; null once nobody needs it any more
 * @param lastFour of the bank account; null where it goes to a NemKonto
 * @param payee null after whoever asked was erased
 * @param reason why it was rejected; null unless it was
 * @param handOverAt until then it can be undone
 * @param handedOverAt when the bank was first given it, or about to be
 */
record Withdrawal(
        long id,
        UUID publicId,
        String reference,
        long accountId,
        long personId,
        Money amount,
        boolean isNemKonto,
        @Nullable String lastFour,
        @Nullable String number,
        @Nullable Payee payee,
        Locale language,
        WithdrawalState state,
        @Nullable Rejection reason,
        Instant requestedAt,
        Instant handOverAt,
        @Nullable Instant handedOverAt,
        @Nullable Instant decidedAt) {

    /** Where it goes, as far as it may be shown: the account's last four digits, or that it is a NemKonto. */
    String destination() {
        return lastFour == null ? "NemKonto" : "•••• " + lastFour;
    }

    /** Never names or numbers: records end up in logs. */
    @Override
    public String toString() {
        return "Withdrawal " + publicId;
    }
}
