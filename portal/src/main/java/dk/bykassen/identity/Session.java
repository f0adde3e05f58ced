package dk.bykassen.identity;

/** What a browser's session cookie stands for. */
sealed interface Session {

    long id();

    /** Somebody is signed in. */
    record Open(SignedIn person) implements Session {
        @Override
        public long id() {
            return person.sessionId();
        }
    }

    /**
     * Somebody came from the eID and is asked for the person number.
     *
     * @param way the provider's id
     * @param tries how often a number was typed
     */
    record Waiting(long id, EidIdentity identity, String way, int tries) implements Session {}
}
