package dk.bykassen.ledger;

/** The posting would take an account below its floor; nothing was written. */
public final class InsufficientFunds extends RuntimeException {

    private final long account;

    InsufficientFunds(long account) {
        super("account " + account + " has too little");
        this.account = account;
    }

    /** Id of the account. */
    public long account() {
        return account;
    }
}
