package dk.bykassen.message;

import java.util.Optional;

/** Where somebody may be written to, and about what. Declared here because every message asks; the profile knows. */
public interface MayContact {

    /** What a notice is for: the less somebody needs it, the more it needs their consent. */
    enum Purpose {
        /** About safety, money that moved, or what somebody asked for: sent whatever they agreed to. */
        NECESSARY,
        /** About the services somebody uses: sent unless they said no to that channel. */
        SERVICE,
        /** About what else there is: sent to those who said yes to it and to that channel. */
        ADVERTISING
    }

    /** The person's e-mail address, if there is one that may be used. */
    Optional<String> byEmail(long personId, Purpose purpose);

    /** The person's mobile number in E.164, if there is one that may be used. */
    Optional<String> bySms(long personId, Purpose purpose);
}
