package dk.bykassen.till;

import dk.bykassen.kernel.Problem;
import dk.bykassen.kernel.Uuid7;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what tills send. Wrong in shape is 400, wrong in what it says is 422. */
final class PurchaseForm {

    /** 10 million kroner; more is a mistake. */
    static final long MOST = 1_000_000_000L;

    private static final int CARD = 64;
    private static final int LINES = 100;
    private static final int QUANTITY = 100_000;
    private static final Duration REACH = Duration.ofDays(40);
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private PurchaseForm() {}

    /** A reversal asked for. @param amount minor units */
    record Reversal(UUID id, long amount) {}

    /** @throws Problem 400 or 422 */
    static Purchase purchase(byte[] body) {
        Fields fields = Fields.of(body);
        String id = fields.text("id", 100);
        String card = fields.text("card", CARD).toUpperCase(Locale.ROOT);
        if (card.codePointCount(0, card.length()) > CARD) {
            // Capitals can be longer than what they are of.
            throw fields.unusable("text-unusable", "card", "is no card number");
        }
        String at = fields.text("at", 64);
        long total = fields.wholeNumber("total");
        List<Line> lines = new ArrayList<>();
        List<Fields> parts = fields.objects("lines", LINES);
        Instant moment = moment(fields, at);
        parts.forEach(part -> lines.add(line(part)));

        inRange(fields, "total", total);
        if (lines.stream().mapToLong(Line::amount).sum() != total) {
            throw new Problem(422, "lines-do-not-add-up", "The amounts of the lines do not add up to the total.");
        }
        return new Purchase(id(fields, id), card, moment, total, lines);
    }

    /** @throws Problem 400 or 422 */
    static Reversal reversal(byte[] body) {
        Fields fields = Fields.of(body);
        String id = fields.text("id", 100);
        long amount = fields.wholeNumber("amount");
        inRange(fields, "amount", amount);
        return new Reversal(id(fields, id), amount);
    }

    private static Line line(Fields fields) {
        String text = fields.text("text", 100);
        long quantity = fields.wholeNumber("quantity");
        long amount = fields.wholeNumber("amount");
        if (quantity < 1 || quantity > QUANTITY) {
            throw fields.unusable("quantity-out-of-range", "quantity", "is not between 1 and " + QUANTITY);
        }
        inRange(fields, "amount", amount);
        return new Line(
                text,
                (int) quantity,
                amount,
                fields.optionalText("group", 40).orElse(null),
                fields.optionalTexts("allergens", 30, 40));
    }

    private static void inRange(Fields fields, String name, long amount) {
        if (amount < 1 || amount > MOST) {
            throw fields.unusable("amount-out-of-range", name, "is not between 1 and " + MOST);
        }
    }

    /** Ids use real time: the months they are filed under do not move with a demo's clock. */
    private static UUID id(Fields fields, String text) {
        UUID id = uuid(text);
        if (id == null || !Uuid7.is(id)) {
            throw fields.unusable("id-not-uuid7", "id", "is not a UUID of version 7");
        }
        if (Duration.between(Uuid7.timeOf(id), Instant.now()).abs().compareTo(REACH) > 0) {
            throw fields.unusable("id-out-of-time", "id", "is more than 40 days from now");
        }
        return id;
    }

    /** Null for any text but the one way to write an id: the library takes shorter ones too. */
    private static @Nullable UUID uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Instant moment(Fields fields, String text) {
        Instant moment;
        try {
            moment = Moments.of(text);
        } catch (DateTimeException e) {
            throw fields.malformed("at", "is not a time with an offset, such as 2026-11-21T11:30:00+01:00");
        }
        if (moment.isBefore(EARLIEST) || !moment.isBefore(LATEST)) {
            throw fields.unusable("at-out-of-range", "at", "is not in this century");
        }
        return moment;
    }
}
