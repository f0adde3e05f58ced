package dk.bykassen.payment.gateway;

import dk.bykassen.kernel.Money;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What is to be paid and where everybody goes afterwards. A deposit is not a sale, so no line bears VAT.
 *
 * @param id our payment's public id; the gateway carries out one charge per id
 * @param reference our reference for people; the gateway keeps it with the payment
 * @param lines add up to {@code total}; at least one
 * @param rememberCard whether the card shall be stored for later
 * @param hooks where webhooks go
 */
public record GatewayOrder(
        UUID id,
        String reference,
        Money total,
        List<Line> lines,
        boolean rememberCard,
        Locale language,
        URI returnTo,
        URI leaveTo,
        URI terms,
        URI hooks) {

    public GatewayOrder {
        lines = List.copyOf(lines);
        long sum = lines.stream().mapToLong(line -> line.amount().minor()).reduce(0, Math::addExact);
        if (lines.isEmpty() || sum != total.minor()) {
            throw new IllegalArgumentException("the lines of " + id + " do not add up");
        }
    }

    /** One line of the order; {@code name} is shown in the window. */
    public record Line(String reference, String name, Money amount) {}
}
