package dk.bykassen.withdrawal;

/** What happens to a withdrawal. */
enum WithdrawalEvent {
    /** Somebody who decides over the account took it back. */
    UNDONE,
    /** Its time came: from here on the bank may have it. */
    SENT,
    /** The bank says it paid. */
    PAID,
    /** The bank says it did not and will not. */
    REFUSED,
    /** The bank says the money came back after it had been paid. */
    RETURNED
}
