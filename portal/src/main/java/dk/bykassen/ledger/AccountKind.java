package dk.bykassen.ledger;

import java.util.Locale;

/** What an account stands for. The balance of every kind is credits minus debits. */
public enum AccountKind {
    /** What is owed to a citizen; never below its floor. */
    PURSE,
    /** What is owed to a unit that sold something; one per unit and stripe. */
    MERCHANT,
    /** What the card acquirer owes; negative. */
    GATEWAY,
    /** Fees earned. */
    FEE,
    /** Money on the tenant's bank account; negative. */
    BANK,
    /** Withdrawals on their way to a bank account. */
    WITHDRAWAL,
    /** Money that arrived and fits nothing yet. */
    SUSPENSE,
    /** The other side of openings and corrections. */
    ADJUSTMENT;

    /** Whether a tenant has exactly one, made on first use. */
    public boolean isSystem() {
        return this != PURSE && this != MERCHANT;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AccountKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
