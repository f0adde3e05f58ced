package dk.bykassen.staff;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A file of customers, as older systems and spreadsheets write it: UTF-8 with or without a byte order mark, UTF-16 with one,
 * or Windows-1252; parted by semicolons, commas or tabs; its columns in any order, known by their headings.
 */
final class CustomerFile {

    /** More than any town has that moves in one go; a file of 5 MB hardly holds more. */
    static final int MOST_LINES = 100_000;

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final String SEPARATORS = ";,\t";

    /** What keeps a file from being read at all: the end of a message key. */
    enum Trouble {
        EMPTY,
        NOT_TEXT,
        NO_NAME,
        NO_ADDRESS,
        NO_LINES,
        TOO_MANY_LINES,
        BROKEN;

        String words() {
            return "staff.import.trouble."
                    + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** A file that cannot be read, for the one who sent it. */
    static final class Unreadable extends Exception {
        private final Trouble trouble;

        Unreadable(Trouble trouble) {
            super(trouble.name(), null, false, false);
            this.trouble = trouble;
        }

        Trouble trouble() {
            return trouble;
        }
    }

    /** One line: where it stands and what each known column says. */
    record Line(int number, Map<Column, String> fields) {

        String get(Column column) {
            return fields.getOrDefault(column, "");
        }

        /** Never what it says: records end up in logs. */
        @Override
        public String toString() {
            return "Line " + number;
        }
    }

    private final String text;
    private final char separator;
    private final Headings headings;

    private CustomerFile(String text) throws Unreadable {
        this.text = text;
        this.separator = separator(text);
        try (CsvReader<CsvRecord> records = records()) {
            Iterator<CsvRecord> all = records.iterator();
            if (!all.hasNext()) {
                throw new Unreadable(Trouble.EMPTY);
            }
            this.headings = Headings.of(all.next().getFields());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CsvParseException broken) {
            throw new Unreadable(Trouble.BROKEN);
        }
    }

    /** @throws Unreadable when it is no such file, or leaves out what every customer must have */
    static CustomerFile of(byte[] bytes) throws Unreadable {
        String text = decode(bytes);
        if (text.isBlank()) {
            throw new Unreadable(Trouble.EMPTY);
        }
        if (text.indexOf('\0') >= 0) {
            throw new Unreadable(Trouble.NOT_TEXT);
        }
        var file = new CustomerFile(text);
        file.headings.check();
        return file;
    }

    /** The same file from the text it was read as. */
    static CustomerFile again(String text) {
        try {
            return new CustomerFile(text);
        } catch (Unreadable e) {
            throw new IllegalStateException("a file that could be read cannot be read any more", e);
        }
    }

    String text() {
        return text;
    }

    /** Headings that mean nothing here. */
    List<String> ignored() {
        return headings.ignored();
    }

    /** @throws Unreadable when there are none, or too many, or quotes that never end break the file */
    int count() throws Unreadable {
        int[] lines = {0};
        try {
            forEach(line -> lines[0]++);
        } catch (CsvParseException broken) {
            throw new Unreadable(Trouble.BROKEN);
        }
        if (lines[0] == 0) {
            throw new Unreadable(Trouble.NO_LINES);
        }
        if (lines[0] > MOST_LINES) {
            throw new Unreadable(Trouble.TOO_MANY_LINES);
        }
        return lines[0];
    }

    /** Hands on line by line; empty ones are no customers. */
    void forEach(Consumer<Line> reader) {
        try (CsvReader<CsvRecord> records = records()) {
            boolean heading = true;
            for (CsvRecord line : records) {
                if (!heading && line.getFields().stream().anyMatch(field -> !field.isBlank())) {
                    reader.accept(line(line));
                }
                heading = false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Line line(CsvRecord line) {
        var fields = new EnumMap<Column, String>(Column.class);
        headings.columns().forEach((column, index) -> {
            if (index < line.getFieldCount()) {
                fields.put(column, line.getField(index).strip());
            }
        });
        return new Line(Math.toIntExact(line.getStartingLineNumber()), fields);
    }

    private CsvReader<CsvRecord> records() {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(text);
    }

    /** The sign that parts the headings most often, counted outside quotes. */
    private static char separator(String text) {
        int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
        String heading = text.substring(0, end).replaceAll("\"[^\"]*\"", "");
        char best = SEPARATORS.charAt(0);
        for (char sign : SEPARATORS.toCharArray()) {
            if (count(heading, sign) > count(heading, best)) {
                best = sign;
            }
        }
        return best;
    }

    private static long count(String text, char sign) {
        return text.chars().filter(found -> found == sign).count();
    }

    private static String decode(byte[] bytes) {
        if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (begins(bytes, 0xFF, 0xFE) || begins(bytes, 0xFE, 0xFF)) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, WINDOWS);
        }
    }

    private static boolean begins(byte[] bytes, int... signs) {
        if (bytes.length < signs.length) {
            return false;
        }
        for (int i = 0; i < signs.length; i++) {
            if ((bytes[i] & 0xFF) != signs[i]) {
                return false;
            }
        }
        return true;
    }
}
