package dk.bykassen.identity;

import org.jspecify.annotations.Nullable;

/** What a browser's session cookie stands for. */
sealed interface Session {

    long id();

    /**
     * Somebody is signed in.
     *
     * @param isProving whether the person is asked to sign in once more: then nobody else signs in over this session
     */
    record Open(SignedIn person, boolean isProving) implements Session {
        @Override
        public long id() {
            return person.sessionId();
        }
    }

    /**
     * A member of staff's browser that may show somebody's pages; it counts only once {@link Watches} says that it still may.
     *
     * @param person whose pages
     * @param watch by which leave
     */
    record View(SignedIn person, long watch) implements Session {
        @Override
        public long id() {
            return person.sessionId();
        }
    }

    /** A member of staff's browser that no longer shows anybody's pages. */
    record Over(long id) implements Session {}

    /**
     * Somebody came from the eID and has a question to answer first.
     *
     * @param way the provider's id
     * @param idToken what the eID wants back at sign-out
     * @param accessToken what the broker wants shown when it is asked about the number
     * @param tries how often a number was typed
     */
    record Waiting(
            long id,
            EidIdentity identity,
            Question question,
            String way,
            @Nullable String idToken,
            @Nullable String accessToken,
            int tries)
            implements Session {}

    /** What a waiting session waits for. */
    enum Question {
        /** Which person number is theirs. */
        NUMBER,
        /** Whether they have been here before, by another way in. */
        BEFORE
    }
}
