package dk.bykassen.ledger;

/** A closed account takes part in nothing; nothing was written. */
public final class AccountClosed extends RuntimeException {

    private final long account;

    AccountClosed(long account) {
        super("account " + account + " is closed");
        this.account = account;
    }

    /** Id of the account. */
    public long account() {
        return account;
    }
}
