package dk.bykassen.statement;

import dk.bykassen.web.Wording;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The statement as spreadsheets of the country open it: semicolons and decimal commas in Danish and Norwegian, commas and
 * points in English; UTF-8 with a byte order mark. A text that a spreadsheet would run as a formula is disarmed.
 */
final class StatementCsv {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Wording words;
    private final String separator;
    private final StringBuilder text = new StringBuilder("\ufeff");

    private StatementCsv(Wording words) {
        this.words = words;
        separator = words.language().getLanguage().equals("en") ? "," : ";";
    }

    static String of(Statement statement, Wording words) {
        var csv = new StatementCsv(words);
        csv.row(List.of(
                        "statement.csv.date",
                        "statement.csv.time",
                        "statement.csv.what",
                        "statement.csv.lines",
                        "statement.csv.amount",
                        "statement.csv.balance",
                        "statement.csv.reference")
                .stream()
                .map(words::t)
                .toList());
        statement.rows().forEach(csv::add);
        return csv.text.toString();
    }

    private void add(Statement.Row row) {
        String lines = row.lines().stream()
                .map(line -> line.quantity() + "x " + line.text() + " " + words.figure(line.amount()))
                .collect(Collectors.joining(" | "));
        row(List.of(
                DAY.format(row.at().atZone(words.zone())),
                TIME.format(row.at().atZone(words.zone())),
                disarmed(row.isFromTill() ? words.t(row.what()) + ", " + row.where(words) : words.t(row.what())),
                disarmed(lines),
                number(words.figure(row.amount())),
                number(words.figure(row.after())),
                Objects.toString(row.reference(), "")));
    }

    private void row(List<String> cells) {
        text.append(cells.stream().map(this::quoted).collect(Collectors.joining(separator)))
                .append("\r\n");
    }

    private String quoted(String cell) {
        boolean plain =
                !cell.contains(separator) && !cell.contains("\"") && !cell.contains("\n") && !cell.contains("\r");
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    /** A spreadsheet's number: a plain minus and no grouping. */
    private static String number(String figure) {
        String bare = figure.replace('\u2212', '-').replace("\u00a0", "");
        int mark = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
        return bare.substring(0, mark).replaceAll("[.,]", "") + bare.substring(mark);
    }

    private static String disarmed(String cell) {
        return cell.matches("(?s)^[=+\\-@\\t\\r].*") ? "'" + cell : cell;
    }
}
