package dk.bykassen.staff;

import static dk.bykassen.staff.Right.ASSIST;
import static dk.bykassen.staff.Right.CHANGE_PEOPLE;
import static dk.bykassen.staff.Right.IMPORT_PEOPLE;
import static dk.bykassen.staff.Right.MANAGE_USERS;
import static dk.bykassen.staff.Right.REFUND;
import static dk.bykassen.staff.Right.SEE_AUDIT;
import static dk.bykassen.staff.Right.SEE_DESK;
import static dk.bykassen.staff.Right.SEE_MONEY;
import static dk.bykassen.staff.Right.SEE_PEOPLE;
import static dk.bykassen.staff.Right.SETTINGS;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one table of who may do what. A citizen's data is opened to those whose work it is: the administrator keeps the portal
 * and the auditor reads its trail, and neither looks people up.
 */
public final class Rights {

    private static final Map<Role, Set<Right>> TABLE = Map.of(
            Role.CUSTOMER_SERVICE, EnumSet.of(SEE_DESK, SEE_PEOPLE, CHANGE_PEOPLE, ASSIST),
            Role.CASHIER, EnumSet.of(SEE_DESK, SEE_PEOPLE),
            Role.PARKING_OFFICER, EnumSet.of(SEE_DESK),
            Role.FINANCE, EnumSet.of(SEE_DESK, SEE_PEOPLE, SEE_MONEY, REFUND),
            Role.ADMINISTRATOR, EnumSet.of(SEE_DESK, IMPORT_PEOPLE, MANAGE_USERS, SETTINGS),
            Role.AUDITOR, EnumSet.of(SEE_DESK, SEE_AUDIT, SEE_MONEY));

    private Rights() {}

    /** What one with all of {@code roles} may do. */
    public static Set<Right> of(Collection<Role> roles) {
        var all = EnumSet.noneOf(Right.class);
        roles.forEach(role -> all.addAll(TABLE.getOrDefault(role, Set.of())));
        return all;
    }

    /** The roles that may, for those who have to ask somebody. */
    public static List<Role> that(Right right) {
        return Arrays.stream(Role.values())
                .filter(role -> TABLE.getOrDefault(role, Set.of()).contains(right))
                .toList();
    }
}
