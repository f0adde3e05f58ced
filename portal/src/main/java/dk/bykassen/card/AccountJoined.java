package dk.bykassen.card;

/** Told, in the same transaction, that somebody acts for an account from now on. */
public interface AccountJoined {

    void joined(long person, long account, MyAccount.Kind kind);
}
