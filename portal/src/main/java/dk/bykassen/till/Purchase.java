package dk.bykassen.till;

import dk.bykassen.kernel.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a till asks for.
 *
 * @param id made by the till (UUIDv7); the same id is the same purchase
 * @param card the number as the till read it, in capitals
 * @param at the till's own time
 * @param total minor units, the sum of the lines
 */
record Purchase(UUID id, String card, Instant at, long total, List<Line> lines) {

    Purchase {
        lines = List.copyOf(lines);
    }

    List<String> groups() {
        Set<String> groups = new TreeSet<>();
        for (Line line : lines) {
            if (line.group() != null) {
                groups.add(line.group());
            }
        }
        return List.copyOf(groups);
    }

    List<String> allergens() {
        Set<String> allergens = new TreeSet<>();
        for (Line line : lines) {
            allergens.addAll(line.allergens());
        }
        return List.copyOf(allergens);
    }

    /**
     * Of the meaning of the body, not of its spelling: a till that spells the same instant in another zone repeats itself.
     * Every text is written with its length, so that no two bodies run together. Of the till too: an approval paid to one
     * unit must not be another's.
     */
    byte[] fingerprint(long till) {
        var text = new StringBuilder().append(till).append(';');
        spell(text, card);
        spell(text, at.toString());
        text.append(total).append(';');
        for (Line line : lines) {
            spell(text, line.text());
            text.append(line.quantity()).append('x').append(line.amount()).append(';');
            spell(text, line.group() == null ? "" : line.group());
            line.allergens().forEach(allergen -> spell(text, allergen));
            text.append('\n');
        }
        return Digest.of(text.toString());
    }

    private static void spell(StringBuilder text, String value) {
        text.append(value.length()).append(':').append(value);
    }
}
