package dk.bykassen.ledger;

import dk.bykassen.kernel.Money;

/**
 * One movement of a posting: {@code amount} leaves {@code debit} and reaches {@code credit}.
 *
 * @param debit id of the account whose balance falls
 * @param credit id of the account whose balance rises
 * @param amount more than zero, in the currency of both accounts
 */
public record Entry(long debit, long credit, Money amount, TransferKind kind) {

    public Entry {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a transfer moves more than zero");
        }
        if (debit == credit) {
            throw new IllegalArgumentException("a transfer is between two accounts");
        }
    }
}
