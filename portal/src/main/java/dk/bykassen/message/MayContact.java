package dk.bykassen.message;

import java.util.Optional;

/** Where somebody may be written to. Declared here because every message asks; the identity module knows the answer. */
public interface MayContact {

    /** The person's e-mail address, if there is one that may be used. */
    Optional<String> byEmail(long personId);

    /** The person's mobile number in E.164, if there is one that may be used. */
    Optional<String> bySms(long personId);
}
