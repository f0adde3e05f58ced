package dk.bykassen.simulator.gateway;

import java.util.Optional;

/** The cards the simulated acquirer knows. No other number is accepted, least of all a real one. */
public enum TestCard {
    VISA("Visa", "4242424242424242", Verdict.APPROVED, Verdict.APPROVED),
    MASTERCARD("MasterCard", "5156230000000004", Verdict.APPROVED, Verdict.APPROVED),
    DANKORT("Dankort", "4571000000000001", Verdict.APPROVED, Verdict.APPROVED),
    DECLINED("Visa", "4000000000000002", Verdict.DECLINED, Verdict.DECLINED),
    EXPIRED("Visa", "4000000000000069", Verdict.EXPIRED, Verdict.EXPIRED),
    /** Lets itself be stored, and then refuses every charge: a card that ran dry. */
    EMPTY_LATER("Visa", "4000000000000341", Verdict.APPROVED, Verdict.NO_FUNDS);

    private final String brand;
    private final String number;
    private final Verdict inWindow;
    private final Verdict whenStored;

    TestCard(String brand, String number, Verdict inWindow, Verdict whenStored) {
        this.brand = brand;
        this.number = number;
        this.inWindow = inWindow;
        this.whenStored = whenStored;
    }

    public static Optional<TestCard> of(String number) {
        for (TestCard card : values()) {
            if (card.number.equals(number)) {
                return Optional.of(card);
            }
        }
        return Optional.empty();
    }

    public String brand() {
        return brand;
    }

    public String number() {
        return number;
    }

    /** The number in groups of four, as it is embossed. */
    public String spaced() {
        return number.replaceAll("(\\d{4})(?=\\d)", "$1 ");
    }

    /** The answer while its holder is present. */
    public Verdict inWindow() {
        return inWindow;
    }

    /** The answer to a merchant who charges the stored card. */
    public Verdict whenStored() {
        return whenStored;
    }
}
