package dk.bykassen.web;

import dk.bykassen.kernel.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What anybody may know about the current tenant's prepaid accounts before signing in. Declared here because the public pages
 * tell it; the card module knows.
 */
public interface PrepaidFacts {

    /** Empty where the tenant keeps no prepaid accounts. */
    Optional<Facts> find();

    /**
     * @param fee what a deposit by card costs
     * @param maxBalance no deposit may lift a balance above this
     * @param threshold below this an automatic top-up happens
     * @param dayCap how many automatic top-ups an account may have in a day
     * @param issuer who holds the money, with business number and, where one is needed, licence number
     */
    record Facts(
            Money fee,
            Money maxBalance,
            Money threshold,
            int dayCap,
            String issuer,
            String issuerNumber,
            @Nullable String licence) {}
}
