package dk.bykassen.simulator.till;

import dk.bykassen.simulator.web.Words;
import dk.bykassen.simulator.world.Tenants;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The display after a purchase, a repeat or a reversal. */
public record ReceiptView(
        String id,
        String till,
        String unit,
        String card,
        String headline,
        String explanation,
        boolean good,
        String balance,
        boolean replayed,
        boolean reversible,
        String total,
        String plainTotal,
        String picture,
        List<Line> lines) {

    /** A line of the receipt. */
    public record Line(String text, String amount) {}

    static ReceiptView of(TillCounter.Receipt receipt, String picture, Words words) {
        Purchase purchase = receipt.purchase();
        TillAnswer answer = receipt.answer();
        boolean reversal = receipt.act().equals("reversal");
        List<Line> lines = purchase.lines().stream()
                .map(line -> new Line(line.quantity() + " × " + line.dish().text(), words.amount(line.amount(), "DKK")))
                .toList();
        return new ReceiptView(
                purchase.id().toString(),
                receipt.till().id(),
                Tenants.nameOf(receipt.till().tenant()) + ", " + receipt.till().unit(),
                purchase.card(),
                headline(answer, reversal, words),
                explanation(answer, reversal, words),
                answer instanceof TillAnswer.Decided decided && decided.approved(),
                balance(answer, words),
                answer instanceof TillAnswer.Decided decided && decided.replayed(),
                answer instanceof TillAnswer.Decided decided && decided.approved() || reversal,
                words.amount(purchase.total(), "DKK"),
                "%d,%02d".formatted(purchase.total() / 100, purchase.total() % 100),
                picture,
                lines);
    }

    private static String headline(TillAnswer answer, boolean reversal, Words words) {
        return switch (answer) {
            case TillAnswer.Decided decided when reversal -> words.say("till.reversed");
            case TillAnswer.Decided decided -> words.say(decided.approved() ? "till.approved" : "till.declined");
            case TillAnswer.Refused refused -> words.say("till.refused", refused.status());
            case TillAnswer.Silent silent -> words.say("till.silent");
        };
    }

    private static String explanation(TillAnswer answer, boolean reversal, Words words) {
        return switch (answer) {
            case TillAnswer.Decided decided when reversal -> words.say("till.reversed.text");
            case TillAnswer.Decided decided when decided.approved() -> "";
            case TillAnswer.Decided decided -> words.sayOr("till.reason." + decided.reason(), decided.reason());
            case TillAnswer.Refused refused ->
                words.sayOr("till.refused." + refused.status(), words.say("till.refused.other")) + " "
                        + refused.sentence();
            case TillAnswer.Silent silent -> words.say("till.silent.text");
        };
    }

    private static String balance(TillAnswer answer, Words words) {
        @Nullable Long balance = answer instanceof TillAnswer.Decided decided ? decided.balance() : null;
        String currency = answer instanceof TillAnswer.Decided decided ? decided.currency() : "DKK";
        return balance == null ? "" : words.amount(balance, currency);
    }
}
