package dk.bykassen.help;

import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.Money;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.PaymentState;
import dk.bykassen.payment.PaymentView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment of the last days as the page lists it.
 *
 * @param into whose account it is for; null where the payer may no longer act for it
 */
public record PaymentLine(
        UUID id, Instant at, @Nullable String into, Money amount, PaymentState state, String reference) {

    static List<PaymentLine> of(Seen seen) {
        return seen.payments().stream()
                .filter(payment -> payment.kind() != PaymentKind.CARD_REGISTRATION)
                .map(payment -> line(seen, payment))
                .toList();
    }

    private static PaymentLine line(Seen seen, PaymentView payment) {
        return new PaymentLine(
                payment.id(),
                payment.createdAt(),
                seen.paidInto(payment).map(MyAccount::firstName).orElse(null),
                payment.total(),
                payment.state(),
                payment.reference());
    }

    public boolean isUndecided() {
        return !state.isDecided();
    }

    /** Message key of where it stands. */
    public String words() {
        return isUndecided()
                ? "help.state.under-way"
                : "help.state." + state.name().toLowerCase(Locale.ROOT);
    }
}
