package dk.bykassen.privacy;

import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.web.Wording;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One source of an archive as people read it: what it is, why it is kept, and the newest rows of its parts. */
public final class Chapter {

    /** Rows a table of the document shows; the JSON file has all. */
    static final int SHOWN = 100;

    /** Of rows that are too wide for a line of their own. */
    private static final int SHOWN_WIDE = 20;

    /** Columns that still can be read across a page; a wider part is shown row by row. */
    private static final int ACROSS = 7;

    /** What is said about every source, in this order. */
    static final List<String> ABOUT = List.of("origin", "purpose", "basis", "term");

    private final PersonalData source;
    private final Wording words;
    private final List<Table> tables;

    Chapter(PersonalData source, Wording words) {
        this.source = source;
        this.words = words;
        this.tables = source.parts().stream()
                .map(part -> new Table(part.fields().size() > ACROSS ? SHOWN_WIDE : SHOWN))
                .toList();
    }

    /** The newest rows of a part; they come oldest first. */
    private static final class Table {
        private final ArrayDeque<@Nullable Object[]> newest = new ArrayDeque<>();
        private final int most;
        private long count;

        Table(int most) {
            this.most = most;
        }

        void add(@Nullable Object[] values) {
            count++;
            newest.add(values);
            if (newest.size() > most) {
                newest.removeFirst();
            }
        }
    }

    /**
     * A part as people read it.
     *
     * @param count how many rows there are
     * @param rows the newest, newest first
     */
    public record Shown(String title, List<String> heads, long count, List<List<String>> rows) {

        public boolean isWide() {
            return heads.size() > ACROSS;
        }

        public boolean isCut() {
            return count > rows.size();
        }
    }

    public String source() {
        return source.source();
    }

    public String file() {
        return source.source() + ".json";
    }

    public String heading() {
        return word("");
    }

    /** @param about one of {@code origin}, {@code purpose}, {@code basis}, {@code term} */
    public String about(String about) {
        return word("." + about);
    }

    public List<Shown> shown() {
        var all = new ArrayList<Shown>();
        for (int index = 0; index < tables.size(); index++) {
            all.add(shown(index));
        }
        return all;
    }

    private Shown shown(int index) {
        PersonalData.Part part = part(index);
        List<List<String>> rows = new ArrayList<>();
        tables.get(index)
                .newest
                .descendingIterator()
                .forEachRemaining(
                        values -> rows.add(Arrays.stream(values).map(this::read).toList()));
        return new Shown(
                title(index),
                part.fields().stream().map(field -> meaning(index, field)).toList(),
                tables.get(index).count,
                rows);
    }

    int parts() {
        return tables.size();
    }

    PersonalData.Part part(int index) {
        return source.parts().get(index);
    }

    int indexOf(String part) {
        for (int index = 0; index < parts(); index++) {
            if (part(index).name().equals(part)) {
                return index;
            }
        }
        throw new IllegalStateException(source() + " has no part " + part);
    }

    String title(int index) {
        return word("." + part(index).name());
    }

    String meaning(int index, String field) {
        return word("." + part(index).name() + "." + field);
    }

    String word(String key) {
        return words.t(source() + ".data" + key);
    }

    void note(int index, @Nullable Object[] values) {
        tables.get(index).add(values);
    }

    /** A value as people of that language write it. */
    private String read(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Boolean truth -> words.t(truth ? "privacy.paper.yes" : "privacy.paper.no");
            case Money money -> words.money(money);
            case Timestamp moment -> words.moment(moment.toInstant());
            case Instant moment -> words.moment(moment);
            case LocalDate date -> words.date(date);
            case Collection<?> list -> list.stream().map(this::read).collect(Collectors.joining("; "));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .filter(entry -> entry.getValue() != null)
                        .map(entry -> entry.getKey() + ": " + read(entry.getValue()))
                        .collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }
}
