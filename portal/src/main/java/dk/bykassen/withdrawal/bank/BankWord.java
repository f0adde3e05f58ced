package dk.bykassen.withdrawal.bank;

/** What the bank says about a transfer. */
public sealed interface BankWord {

    /** It has the transfer and has not decided. */
    record Pending() implements BankWord {}

    /** The money has left the town's account. */
    record Paid() implements BankWord {}

    /**
     * The money has not left, or has come back.
     *
     * @param code why, as in ISO 20022's ExternalStatusReason1Code; empty where the bank does not say
     */
    record Rejected(String code) implements BankWord {}

    /** It has never seen the transfer: nothing can have been paid. Only an answer to {@link Bank#ask}. */
    record Unknown() implements BankWord {}

    /** Nothing that can be believed came back: it may have the transfer or not. */
    record NoAnswer() implements BankWord {}
}
