package dk.bykassen.topup;

import dk.bykassen.kernel.Money;

/**
 * A standing order as its page shows it.
 *
 * @param threshold the balance below which it charges
 * @param paused whether it waits for its owner, because the card failed
 */
public record AutoTopUpView(Money amount, Money threshold, boolean paused) {

    static AutoTopUpView of(AutoTopUp order) {
        return new AutoTopUpView(order.amount(), order.threshold(), order.isPaused());
    }
}
