package dk.bykassen.card;

import dk.bykassen.kernel.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the tenant decided about its prepaid accounts.
 *
 * @param topUpMin the least that may be deposited at once
 * @param topUpMax the most that may be deposited at once
 * @param topUpFee what a deposit by card costs the citizen
 * @param maxBalance no deposit may lift a balance above this
 * @param autoThreshold below this an automatic top-up happens
 * @param autoDayCap how many automatic top-ups an account may have in a day
 * @param issuerName who holds the money, with business number and licence as the payment page must say
 * @param cardWord {@code chip} or {@code card}: what people call the thing they hold to the till
 */
public record CardSettings(
        Money topUpMin,
        Money topUpMax,
        Money topUpFee,
        Money maxBalance,
        Money autoThreshold,
        Money autoMin,
        Money autoMax,
        int autoDayCap,
        String issuerName,
        String issuerNumber,
        @Nullable String licenceNumber,
        String cardWord,
        @Nullable String printedPrefix) {}
