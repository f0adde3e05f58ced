package dk.bykassen.audit;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes lines that nobody can change afterwards, and finds them again. */
@Component
public class AuditTrail {

    /** As many lines as one page of a search may have. */
    public static final int PAGE = 50;

    private static final int AT_A_TIME = 1_000;

    /** Who acted. */
    public enum ActorKind {
        citizen,
        staff,
        system,
        device
    }

    /**
     * One page of a search.
     *
     * @param entries newest first
     * @param next where the following page begins, null when this is the last one
     */
    public record Found(List<Entry> entries, Entry.@Nullable Place next) {}

    private final EntryStore store;
    private final InstantSource clock;

    AuditTrail(EntryStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Adds a line in the caller's transaction, so that the deed and its trace stand or fall together. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(Deed deed) {
        if (deed.subject().isEmpty()) {
            throw new IllegalArgumentException(deed.action() + " was done to nobody and nothing");
        }
        store.add(deed, clock.instant());
    }

    /**
     * Adds a line about something that is no citizen's data; for a citizen's, {@link #write(Deed)}.
     *
     * @param actor public id of the person or device, null for the system itself
     * @param action as in {@link Deed}
     * @param subject public id of what it was done to
     * @param detail old and new values where they matter; nothing that names a person, no numbers of cards or people
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(ActorKind kind, @Nullable Object actor, String action, Object subject, Map<String, ?> detail) {
        Actor who = new Actor(kind, actor == null ? null : actor.toString(), null, List.of());
        write(new Deed(who, action, null, subject.toString(), null, null, List.of(), detail));
    }

    /** Every action there is a line of, by its code. */
    @Transactional(readOnly = true)
    public List<String> actions() {
        return store.actions();
    }

    /** Tells {@code reader} the lines that {@code filter} wants, newest first, at most {@code most}; some at a time. */
    @Transactional(readOnly = true)
    public void read(Filter filter, int most, Consumer<List<Entry>> reader) {
        Entry.Place after = null;
        for (int left = most; left > 0; ) {
            List<Entry> some = store.find(filter, after, Math.min(left, AT_A_TIME));
            if (some.isEmpty()) {
                return;
            }
            reader.accept(some);
            after = some.getLast().place();
            left -= some.size();
        }
    }

    /**
     * The lines that {@code filter} wants, newest first, at most {@link #PAGE}.
     *
     * @param after the last line of the page before, null for the first page
     */
    @Transactional(readOnly = true)
    public Found search(Filter filter, Entry.@Nullable Place after) {
        List<Entry> found = store.find(filter, after, PAGE + 1);
        if (found.size() <= PAGE) {
            return new Found(found, null);
        }
        List<Entry> page = found.subList(0, PAGE);
        return new Found(List.copyOf(page), page.getLast().place());
    }
}
