package dk.bykassen.password;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a new password.
 *
 * @param name what was typed, and where the link goes
 * @param personId whose password it is; null while nobody has looked, and for good when nobody has the name
 */
record Renewal(
        long id,
        UUID publicId,
        SignInName name,
        Locale language,
        @Nullable Long personId) {}
