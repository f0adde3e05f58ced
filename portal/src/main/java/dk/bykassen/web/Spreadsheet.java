package dk.bykassen.web;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table as the country's spreadsheets open it (CSV): semicolons between cells in Danish and Norwegian, where decimals have
 * a comma, commas in English; a byte order mark for UTF-8. A cell that a spreadsheet would run as a formula is disarmed.
 */
public final class Spreadsheet {

    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r].*");
    /** Begins like a formula where it is below zero, and is none. */
    private static final Pattern NUMBER = Pattern.compile("-[0-9]+[.,][0-9]+");

    private final String separator;
    private final StringBuilder text = new StringBuilder("\ufeff");

    public Spreadsheet(Wording words) {
        separator = words.language().getLanguage().equals("en") ? "," : ";";
    }

    public void row(Stream<String> cells) {
        text.append(cells.map(Spreadsheet::disarmed).map(this::quoted).collect(Collectors.joining(separator)))
                .append("\r\n");
    }

    /** The whole file. */
    public String text() {
        return text.toString();
    }

    private String quoted(String cell) {
        boolean plain =
                !cell.contains(separator) && !cell.contains("\"") && !cell.contains("\n") && !cell.contains("\r");
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    private static String disarmed(String cell) {
        boolean runs = FORMULA.matcher(cell).matches() && !NUMBER.matcher(cell).matches();
        return runs ? "'" + cell : cell;
    }
}
