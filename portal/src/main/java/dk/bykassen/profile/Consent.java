package dk.bykassen.profile;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One answer somebody gave.
 *
 * @param version of the privacy statement, or of the words of the question
 * @param terms public id of the privacy statement that was in force, null where there was none
 */
public record Consent(
        Purpose purpose,
        boolean given,
        int version,
        @Nullable UUID terms,
        Instant at,
        Source source) {

    /** What is agreed to. */
    public enum Purpose {
        /** The privacy statement; nobody uses the portal without it. */
        PRIVACY,
        EMAIL,
        SMS,
        /** On the channels somebody said yes to. */
        ADVERTISING;

        /** The version of the question's words; raised when they change in meaning. */
        static final int WORDS = 1;

        /** In tables, forms and message keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Purpose coded(String code) {
            return Arrays.stream(values())
                    .filter(purpose -> purpose.code().equals(code))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Where the answer came from. */
    public enum Source {
        PORTAL,
        DESK,
        IMPORT;

        /** In tables and message keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
