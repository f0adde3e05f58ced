package dk.bykassen.simulator.scenario;

import dk.bykassen.simulator.till.DemoKeys.Till;
import dk.bykassen.simulator.till.TillClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** What must hold after a rush, whoever kept the books. */
final class Proof {

    /**
     * One invariant.
     *
     * @param name stable, in English; people read the words of {@code rush.proof.<name>}
     * @param detail the figures that were compared
     */
    record Invariant(String name, boolean holds, String detail) {}

    private final List<Invariant> invariants = new ArrayList<>();

    List<Invariant> invariants() {
        return List.copyOf(invariants);
    }

    /** Every request got a decision, and every repeat the decision made before. */
    void ofAnswers(RushTally tally) {
        add("every-request-decided", tally.errors().isEmpty(), errors(tally));
        add(
                "repeats-answered-the-same",
                tally.wrongRepeats() == 0,
                (tally.repeats() - tally.wrongRepeats()) + " / " + tally.repeats());
    }

    /** The ledger's own proof, and what it grew by since the rush began. */
    void ofBooks(JsonNode before, JsonNode after, RushTally tally) {
        JsonNode differences = after.path("differences");
        add(
                "balances-are-sums-of-transfers",
                differences.isArray() && differences.isEmpty(),
                differences.isArray()
                        ? number(after, "accounts") + " accounts, " + differences.size() + " differences"
                        : "the portal shows none");
        add("trial-balance-is-zero", isNumber(after, "trialBalance", 0), number(after, "trialBalance"));
        equal("purchases-posted-once", tally.approved(), growth(before, after, "purchases"));
        if (after.has("purchasesAmount")) {
            equal("purchases-sum", tally.approvedAmount(), growth(before, after, "purchasesAmount"));
        }
        if (after.has("reversedAmount")) {
            equal("reversals-sum", tally.reversedAmount(), growth(before, after, "reversedAmount"));
        }
    }

    /** The gateway has charged what the ledger says it has. */
    void ofGateway(JsonNode books, long charged, long refunded) {
        equal("gateway-charged-is-ledger-charged", charged, value(books, "gatewayCharged"));
        if (books.has("gatewayRefunded")) {
            equal("gateway-refunded-is-ledger-refunded", refunded, value(books, "gatewayRefunded"));
        }
    }

    /** Each chip has what it began with, less what was bought, plus what was given back. */
    void ofChips(TillClient client, Till till, Map<String, Long> start, RushTally tally) throws InterruptedException {
        Map<String, Long> spent = tally.spentByCard();
        int wrong = 0;
        String example = "";
        for (Map.Entry<String, Long> chip : start.entrySet()) {
            long expected = chip.getValue() - spent.getOrDefault(chip.getKey(), 0L);
            OptionalLong actual = client.balance(till, chip.getKey());
            if (actual.isEmpty() || actual.getAsLong() != expected) {
                wrong++;
                example = chip.getKey() + ": " + expected + " ≠ " + actual;
            }
        }
        add(
                "each-chip-balances",
                wrong == 0,
                (start.size() - wrong) + " / " + start.size() + (wrong == 0 ? "" : ", " + example));
    }

    void impossible(String sentence) {
        add("scenario-ran", false, sentence);
    }

    private void equal(String name, long expected, OptionalLong actual) {
        boolean holds = actual.isPresent() && actual.getAsLong() == expected;
        String shown = actual.isPresent() ? Long.toString(actual.getAsLong()) : "?";
        add(name, holds, expected + (holds ? " = " : " ≠ ") + shown);
    }

    private void add(String name, boolean holds, String detail) {
        invariants.add(new Invariant(name, holds, detail));
    }

    private static OptionalLong growth(JsonNode before, JsonNode after, String field) {
        OptionalLong start = value(before, field);
        OptionalLong end = value(after, field);
        return start.isPresent() && end.isPresent()
                ? OptionalLong.of(end.getAsLong() - start.getAsLong())
                : OptionalLong.empty();
    }

    private static OptionalLong value(JsonNode books, String field) {
        JsonNode value = books.path(field);
        return value.isIntegralNumber() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }

    private static boolean isNumber(JsonNode books, String field, long number) {
        OptionalLong value = value(books, field);
        return value.isPresent() && value.getAsLong() == number;
    }

    private static String number(JsonNode books, String field) {
        OptionalLong value = value(books, field);
        return value.isPresent() ? Long.toString(value.getAsLong()) : "?";
    }

    private static String errors(RushTally tally) {
        return tally.errors().isEmpty()
                ? Integer.toString(tally.answers())
                : tally.errors().toString();
    }
}
