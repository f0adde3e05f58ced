package dk.bykassen.card;

import dk.bykassen.kernel.Money;
import java.time.Duration;
import java.util.Locale;

/**
 * How people get a new card at a tenant.
 *
 * @param fee what an order costs, from the balance
 * @param undo how long an order can be taken back before it goes to production; at most a day
 */
public record NewCards(Way way, Money fee, Delivery delivery, Duration undo) {

    /** Where a new card comes from. */
    public enum Way {
        /** People ask at the school. */
        SCHOOL,
        /** People order it here. */
        ORDER
    }

    /** Where an ordered card is sent. */
    public enum Delivery {
        /** To the holder's address on file. */
        ADDRESS,
        /** To the tenant, who hands it out. */
        SCHOOL
    }

    /** At a tenant that has decided nothing. @param nothing no money in the tenant's currency */
    static NewCards fromTheSchool(Money nothing) {
        return new NewCards(Way.SCHOOL, nothing, Delivery.SCHOOL, Duration.ZERO);
    }

    public boolean canBeOrdered() {
        return way == Way.ORDER;
    }

    static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
