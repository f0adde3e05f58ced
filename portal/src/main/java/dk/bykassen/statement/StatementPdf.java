package dk.bykassen.statement;

import dk.bykassen.card.MyAccount;
import dk.bykassen.paper.Booklet;
import dk.bykassen.paper.Booklet.Column;
import dk.bykassen.paper.Papers;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Wording;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The statement on paper, with every line there is. */
@Component
class StatementPdf {

    private final Papers papers;
    private final Frames frames;
    private final InstantSource clock;

    StatementPdf(Papers papers, Frames frames, InstantSource clock) {
        this.papers = papers;
        this.frames = frames;
        this.clock = clock;
    }

    byte[] of(MyAccount account, Statement statement, String reader, Locale language) {
        Wording words = frames.wording(language);
        String title = words.t("statement.pdf.title", StatementFiles.name(words), account.name());
        return papers.booklet(title, language, booklet -> {
            preface(booklet, account, statement, reader, words);
            booklet.heading(words.t("statement.sum"));
            booklet.facts(sums(statement, words));
            booklet.heading(words.t("statement.movements"));
            movements(booklet, statement, words);
        });
    }

    private void preface(Booklet booklet, MyAccount account, Statement statement, String reader, Wording words)
            throws IOException {
        Selection selection = statement.selection();
        booklet.paragraph(words.date(selection.from()) + " – " + words.date(selection.to()));
        booklet.quiet(
                words.t("statement.printed", account.name(), account.number(), words.moment(clock.instant()), reader));
        if (selection.kind() != Selection.Kind.ALL) {
            String kind = words.t("statement.kind." + selection.kind().code());
            booklet.paragraph(words.t("statement.pdf.part", kind.toLowerCase(words.language())));
        }
        if (!selection.words().isEmpty()) {
            booklet.paragraph(words.t("statement.pdf.part", words.t("statement.pdf.words", selection.words())));
        }
    }

    private static Map<String, String> sums(Statement statement, Wording words) {
        var sums = new LinkedHashMap<String, String>();
        sums.put(words.t("statement.opening"), words.money(statement.opening()));
        sums.put(words.t("statement.in"), words.money(statement.deposited()));
        sums.put(words.t("statement.out"), words.money(statement.spent()));
        sums.put(words.t("statement.closing"), words.money(statement.closing()));
        if (!statement.selection().isWhole()) {
            String found = words.t("statement.found") + ": ";
            sums.put(
                    found + words.t("statement.in"),
                    words.money(statement.found().deposited()));
            sums.put(
                    found + words.t("statement.out"),
                    words.money(statement.found().spent()));
        }
        return sums;
    }

    private static void movements(Booklet booklet, Statement statement, Wording words) throws IOException {
        if (statement.rows().isEmpty()) {
            boolean isWhole = statement.selection().isWhole();
            booklet.paragraph(words.t(isWhole ? "statement.none.title" : "statement.none.found.title"));
            return;
        }
        var columns = List.of(
                new Column(words.t("card.col.date"), 0.18f, false),
                new Column(words.t("card.col.what"), 0.54f, false),
                new Column(words.t("card.col.amount"), 0.14f, true),
                new Column(words.t("card.col.balance"), 0.14f, true));
        // Words are put together as they are written: ten thousand rows of them are not held.
        booklet.table(
                columns,
                () -> statement.rows().stream()
                        .map(row -> List.of(
                                words.rowMoment(row.at(), true),
                                what(row, words),
                                words.signed(row.amount()),
                                words.figure(row.after())))
                        .iterator());
    }

    private static String what(Statement.Row row, Wording words) {
        var what = new StringBuilder(words.t(row.what()));
        if (row.isFromTill()) {
            what.append(", ").append(row.where(words));
        } else if (row.reference() != null) {
            what.append(", ").append(row.reference());
        }
        for (TillReceipts.Line line : row.lines()) {
            what.append('\n')
                    .append(line.quantity())
                    .append("x ")
                    .append(line.text())
                    .append(' ')
                    .append(words.figure(line.amount()));
        }
        return what.toString();
    }
}
