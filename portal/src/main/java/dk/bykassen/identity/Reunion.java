package dk.bykassen.identity;

/**
 * Hands over what a module keeps for one person to another, when somebody proved in one go to be both. Declared here
 * because this module finds them out; every module whose tables name a person implements it.
 */
public interface Reunion {

    /**
     * Everything of {@code from} is {@code to}'s afterwards, nothing is lost and nothing doubled. Runs in the caller's
     * transaction; called again it finds nothing left to do.
     */
    void move(long from, long to);
}
