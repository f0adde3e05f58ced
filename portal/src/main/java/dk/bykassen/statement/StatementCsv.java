package dk.bykassen.statement;

import dk.bykassen.web.Spreadsheet;
import dk.bykassen.web.Wording;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statement as a spreadsheet. */
final class StatementCsv {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Wording words;
    private final Spreadsheet sheet;

    private StatementCsv(Wording words) {
        this.words = words;
        sheet = new Spreadsheet(words);
    }

    static String of(Statement statement, Wording words) {
        var csv = new StatementCsv(words);
        csv.sheet.row(Stream.of(
                        "statement.csv.date",
                        "statement.csv.time",
                        "statement.csv.what",
                        "statement.csv.lines",
                        "statement.csv.amount",
                        "statement.csv.balance",
                        "statement.csv.reference")
                .map(words::t));
        statement.rows().forEach(csv::add);
        return csv.sheet.text();
    }

    private void add(Statement.Row row) {
        String lines = row.lines().stream()
                .map(line -> line.quantity() + "x " + line.text() + " " + words.figure(line.amount()))
                .collect(Collectors.joining(" | "));
        sheet.row(Stream.of(
                DAY.format(row.at().atZone(words.zone())),
                TIME.format(row.at().atZone(words.zone())),
                row.isFromTill() ? words.t(row.what()) + ", " + row.where(words) : words.t(row.what()),
                lines,
                number(words.figure(row.amount())),
                number(words.figure(row.after())),
                Objects.toString(row.reference(), "")));
    }

    /** A spreadsheet's number: a plain minus and no grouping. */
    private static String number(String figure) {
        String bare = figure.replace('\u2212', '-').replace("\u00a0", "");
        int mark = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
        return bare.substring(0, mark).replaceAll("[.,]", "") + bare.substring(mark);
    }
}
