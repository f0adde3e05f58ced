package dk.bykassen.simulator.bank;

import java.util.Optional;

/** Accounts that do not take money, by their last four digits; every other one takes it. */
public enum TestAccount {
    UNKNOWN("0001", "AC01"),
    CLOSED("0004", "AC04"),
    BLOCKED("0006", "AC06"),
    /** Nobody decides until told to. */
    SLOW("0097", "");

    private final String ending;
    private final String reason;

    TestAccount(String ending, String reason) {
        this.ending = ending;
        this.reason = reason;
    }

    static Optional<TestAccount> of(Order order) {
        for (TestAccount account : values()) {
            if (!order.isNemKonto() && order.account().endsWith(account.ending)) {
                return Optional.of(account);
            }
        }
        return Optional.empty();
    }

    public String ending() {
        return ending;
    }

    /** Empty where the transfer waits. */
    public String reason() {
        return reason;
    }
}
