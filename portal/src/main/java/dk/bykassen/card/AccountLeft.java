package dk.bykassen.card;

/**
 * Ends what somebody had set up for an account when they stop acting for it: a standing order, a level to be told at. A bean
 * per module that keeps such a thing; the account, its money and its chips stay as they are.
 */
public interface AccountLeft {

    /** Why somebody stops acting for an account. */
    enum Why {
        /** They wanted no more. */
        GAVE_UP,
        /** Somebody who decides over the account wanted them no more. */
        TAKEN_AWAY,
        /** The child they looked after came of age. */
        CAME_OF_AGE,
        /** The town says that they look after the child no more. */
        CUSTODY_ENDED
    }

    /** Runs in the transaction in which {@code person} stops acting for {@code account}; called again it finds nothing to do. */
    void left(long person, long account, Why why);
}
