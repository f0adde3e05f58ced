package dk.bykassen.card;

/** Hears that chips of an account were blocked, activated or replaced. A bean per module whose work goes on or waits with it. */
public interface ChipTurned {

    /** Runs in the transaction in which a chip of {@code account} was turned. Looks for itself what the account can do now. */
    void turned(long account);
}
