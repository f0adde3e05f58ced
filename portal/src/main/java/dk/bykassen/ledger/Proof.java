package dk.bykassen.ledger;

import java.util.List;

/**
 * What a proof of a tenant's books found.
 *
 * @param accounts how many accounts were added up
 * @param transfers how many transfers
 * @param trialBalance the sum of all balances in minor units; zero when the books are right
 * @param differences accounts whose balance is not the sum of their transfers; none when the books are right
 */
public record Proof(long accounts, long transfers, long trialBalance, List<Difference> differences) {

    /** @param balance what the account says; @param moved what its transfers say; in minor units */
    public record Difference(long account, long balance, long moved) {}

    public boolean holds() {
        return trialBalance == 0 && differences.isEmpty();
    }
}
