package dk.bykassen.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/** Why the sign-in page stands there again, or what just happened; each has words of its own. */
enum Refusal {
    /** The citizen changed their mind at the eID. */
    ABORTED,
    /** The answer belongs to no sign-in this browser has under way: too slow, another tab, or forged. */
    INTERRUPTED,
    /** The broker answered with something that cannot be trusted, or not at all. */
    FAILED,
    /** The eID is not strong enough for this portal. */
    LEVEL,
    /** The broker handed over no person number. */
    NO_NUMBER,
    /** The number belongs to another person than the eID does. */
    CONTRADICTION,
    /** The day's guesses at the number are used up. */
    GUESSES,
    /** Somebody else than the one who was asked signed in. */
    SOMEBODY_ELSE,
    /** The question for the number waited too long. */
    EXPIRED,
    /** The session ended before a form was sent; the form is kept. */
    ENDED,
    /** Nothing is wrong: signed out. */
    SIGNED_OUT;

    static Refusal of(String errorCode, AuthenticationException failure) {
        return switch (errorCode) {
            case "access_denied" -> ABORTED;
            case "authorization_request_not_found", "invalid_request", "client_registration_not_found" -> INTERRUPTED;
            case "invalid_id_token" -> mentionsLevel(failure) ? LEVEL : FAILED;
            default -> FAILED;
        };
    }

    static Optional<Refusal> coded(@Nullable String code) {
        return Arrays.stream(values()).filter(why -> why.code().equals(code)).findFirst();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it is something to worry about, or a plain fact. */
    boolean isTrouble() {
        return this != ABORTED && this != SIGNED_OUT && this != EXPIRED && this != ENDED;
    }

    private static boolean mentionsLevel(AuthenticationException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JwtValidationException invalid) {
                return invalid.getErrors().stream()
                        .anyMatch(error -> error.getErrorCode().equals(Brokers.LEVEL_TOO_LOW));
            }
        }
        return false;
    }
}
