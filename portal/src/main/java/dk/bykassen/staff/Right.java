package dk.bykassen.staff;

import java.util.Locale;

/** What somebody may do at the desk. {@link Rights} says which role may. */
public enum Right {
    /** Sit at the desk at all. */
    SEE_DESK,
    /** Find citizens and, for a reason, open the page of one. */
    SEE_PEOPLE,
    /** Correct a citizen's name, address, e-mail and mobile number. */
    CHANGE_PEOPLE,
    /** Bring in customers of an older system. */
    IMPORT_PEOPLE,
    /** Sit beside a citizen who asked for it and see the citizen's pages. */
    ASSIST,
    /** Search the audit trail. */
    SEE_AUDIT,
    /** See payments, books and reconciliation. */
    SEE_MONEY,
    /** Give money back. */
    REFUND,
    /** See who works here, end their sessions, and say which word of the directory is which role. */
    MANAGE_USERS,
    /** Change how the portal behaves. */
    SETTINGS;

    /** The right in words: a message key. */
    public String words() {
        return "staff.right." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
