package dk.bykassen.staff;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a member of staff opens a citizen's page. The citizen reads it. */
public enum LookReason {
    /** The citizen called, wrote or came. */
    CONTACT,
    /** A payment, a balance or a refund. */
    PAYMENT,
    /** Somebody cannot sign in. */
    ACCESS,
    /** What is on file has to be corrected. */
    CORRECTION,
    /** A case with a number. */
    CASE,
    OTHER;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In words: a message key. */
    public String words() {
        return "audit.reason." + code();
    }

    /** Whether the choice alone says too little. */
    boolean wantsWords() {
        return this == CASE || this == OTHER;
    }

    static Optional<LookReason> coded(String code) {
        return Arrays.stream(values())
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }
}
