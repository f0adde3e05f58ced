package dk.bykassen.payment;

import java.util.Locale;

/** Who made us learn something about a payment. */
enum Cause {
    START,
    RETURN,
    LEAVE,
    WEBHOOK,
    JANITOR;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
