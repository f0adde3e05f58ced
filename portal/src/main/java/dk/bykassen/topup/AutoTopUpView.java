package dk.bykassen.topup;

import dk.bykassen.kernel.Money;
import dk.bykassen.payment.PaymentView;
import dk.bykassen.payment.StoredCard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A standing order as its owner's page shows it.
 *
 * @param threshold the balance below which it charges
 * @param paused whether it waits for its owner
 * @param resume message key of the button that lets a paused one go on
 * @param due what the bank wants the owner to confirm; null where there is nothing
 * @param card the card it charges
 */
public record AutoTopUpView(
        Money amount,
        Money threshold,
        boolean paused,
        String resume,
        Situation situation,
        @Nullable Money due,
        @Nullable StoredCard card) {

    /**
     * What it charged so far.
     *
     * @param lines newest first
     */
    public record History(List<PaymentView> lines) {

        public boolean isEmpty() {
            return lines.isEmpty();
        }

        public PaymentView last() {
            return lines.getFirst();
        }
    }
}
