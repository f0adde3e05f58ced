package dk.bykassen.ledger;

import dk.bykassen.kernel.Digest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Movements that happen together or not at all.
 *
 * @param groupId who posts it twice under this id has posted it once; the public id of the payment behind it
 * @param reference what people know it by, at most 80 characters; null where the group says it all
 * @param at business time of the movement
 * @param entries at least one
 */
public record Posting(UUID groupId, @Nullable String reference, Instant at, List<Entry> entries) {

    public Posting {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a posting moves something");
        }
    }

    public static Posting of(UUID groupId, @Nullable String reference, Instant at, Entry... entries) {
        return new Posting(groupId, reference, at, Arrays.asList(entries));
    }

    /** What the posting does to each account it touches, by account id; zero where it evens out. */
    SortedMap<Long, Long> changes() {
        var changes = new TreeMap<Long, Long>();
        for (Entry entry : entries) {
            changes.merge(entry.debit(), -entry.amount().minor(), Math::addExact);
            changes.merge(entry.credit(), entry.amount().minor(), Math::addExact);
        }
        return changes;
    }

    /** Of what is posted; not of when, so that a repeat at a later moment is recognised. */
    byte[] fingerprint() {
        var text = new StringBuilder(String.valueOf(reference)).append('\n');
        for (Entry entry : entries) {
            text.append(entry.debit())
                    .append('>')
                    .append(entry.credit())
                    .append(' ')
                    .append(entry.amount().minor())
                    .append(entry.amount().currency())
                    .append(' ')
                    .append(entry.kind())
                    .append('\n');
        }
        return Digest.of(text.toString());
    }
}
