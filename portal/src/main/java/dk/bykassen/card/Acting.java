package dk.bykassen.card;

/**
 * Somebody who acts for an account.
 *
 * @param decides whether they decide over it, as {@link Accounts#mayDecide} says
 * @param knowsWhere whether they may learn where the holder is, as {@link Accounts#mayKnowWhere} says
 */
public record Acting(long person, MyAccount.Kind kind, boolean decides, boolean knowsWhere) {}
