package dk.bykassen.identity;

/**
 * An eID that was shown in a browser to be bound to the one who is signed in there.
 *
 * @param provider the provider's id
 */
record Offer(String provider, EidIdentity identity) {}
