package dk.bykassen.withdrawal.bank;

/**
 * A bank that pays what it is told to, once.
 *
 * <p>Every call is bounded in time and throws nothing for what happens on the way: no connection, time out, an error, an
 * answer that makes no sense or speaks of another transfer or another amount are all {@link BankWord.NoAnswer}. Nothing
 * follows from it but that the bank has to be asked. Only the bank's own report about this very transfer decides anything.
 *
 * <p>An implementation holds no state of a transfer and no database connection.
 */
public interface Bank {

    /**
     * Hands a transfer over. Safe to repeat for the same transfer, at any time and from several places: the bank knows a file
     * by its id, pays it once, and answers every repeat with how it stands. One that refuses a repeat as such has the first.
     */
    BankWord handOver(BankAccess access, CreditTransfer transfer);

    /**
     * Asks how a transfer stands. Safe to repeat; pays nothing. A word may be followed by another: what was paid can come back
     * (a closed account); we assume that the bank says so within five banking days, to be confirmed with each.
     */
    BankWord ask(BankAccess access, CreditTransfer transfer);
}
