package dk.bykassen.staff;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody is at the desk. */
public enum Role {
    CUSTOMER_SERVICE,
    CASHIER,
    PARKING_OFFICER,
    FINANCE,
    ADMINISTRATOR,
    AUDITOR;

    /** Stable name in the database and, unless the tenant says otherwise, in its directory: {@code customer-service}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The role in words: a message key. */
    public String words() {
        return "staff.role." + code();
    }

    public static Optional<Role> coded(String code) {
        return Arrays.stream(values()).filter(role -> role.code().equals(code)).findFirst();
    }
}
