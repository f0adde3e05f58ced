package dk.bykassen.identity;

/** Whom a provider vouches for. Nobody crosses over: who came in as a citizen is none of the staff, whatever the token says. */
public enum Audience {
    CITIZEN,
    STAFF
}
