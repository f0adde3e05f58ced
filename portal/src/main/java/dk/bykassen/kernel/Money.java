package dk.bykassen.kernel;

import java.util.Currency;

/**
 * An amount in minor units (øre) of one currency. Never a fraction of a minor unit, never a float.
 *
 * @param minor the amount in minor units; may be negative where the meaning allows it
 * @param currency the currency, which fixes how many minor units make one major unit
 */
public record Money(long minor, Currency currency) implements Comparable<Money> {

    public static Money of(long minor, String currency) {
        return new Money(minor, Currency.getInstance(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** @throws ArithmeticException on overflow; @throws IllegalArgumentException when the currencies differ */
    public Money plus(Money other) {
        return new Money(Math.addExact(minor, same(other).minor), currency);
    }

    /** @throws ArithmeticException on overflow; @throws IllegalArgumentException when the currencies differ */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, same(other).minor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public boolean isZero() {
        return minor == 0;
    }

    public boolean isLessThan(Money other) {
        return compareTo(other) < 0;
    }

    /** Minor units in one major unit: 100 for DKK and NOK. */
    public long unitsPerMajor() {
        return Math.powExact(10L, currency.getDefaultFractionDigits());
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, same(other).minor);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
        return other;
    }
}
