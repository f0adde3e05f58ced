package dk.bykassen.paper;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.jspecify.annotations.Nullable;

/**
 * A document of any length, written from its first line to its last in the look of {@code paper/sheet.jte} and as readable
 * aloud: PDF/UA with headings, tables with heads, title and language. Ten thousand rows take a fraction of what the layout
 * engine of {@link Papers#pdf} takes for them; what can be said is less: headings, paragraphs and two kinds of table.
 */
public final class Booklet {

    /** A column of a table: its head, its part of the width, and whether it holds figures. */
    public record Column(String head, float share, boolean isFigures) {}

    /** What writes a booklet. */
    @FunctionalInterface
    public interface Writer {
        void write(Booklet booklet) throws IOException;
    }

    private static final String PARAGRAPH = "P";

    private final PDDocument document;
    private final PDDocumentOutline outline = new PDDocumentOutline();
    private final Tags tags;
    private final Typeface plain;
    private final Typeface bold;
    private final List<Leaf> leaves = new ArrayList<>();
    private Leaf leaf;

    Booklet(PDDocument document, String title, String author, Locale language) throws IOException {
        this.document = document;
        Imprint.put(document, title, author, language);
        document.getDocumentCatalog().setDocumentOutline(outline);
        plain = new Typeface(document, "DejaVuSans.ttf");
        bold = new Typeface(document, "DejaVuSans-Bold.ttf");
        tags = new Tags(document);
        leaf = new Leaf(document);
        leaves.add(leaf);
        tags.turnTo(leaf.page());
        heading("H1", title, new Ink(bold, 20, 1.2f, Leaf.BLACK), 4);
    }

    /** A heading within the document, which has one of its own already. */
    public void heading(String text) throws IOException {
        leaf.down(Leaf.mm(7));
        heading("H2", text, new Ink(bold, 14, 1.4f, Leaf.BLACK), 2);
    }

    public void paragraph(String text) throws IOException {
        paragraph(text, Leaf.BLACK);
    }

    /** A paragraph that is read when it is looked for. */
    public void quiet(String text) throws IOException {
        paragraph(text, Leaf.QUIET);
    }

    /** A few facts by their names. */
    public void facts(Map<String, String> facts) throws IOException {
        var columns = List.of(new Column("", 0.3f, false), new Column("", 0.7f, false));
        var table = new Grid(columns, new Ink(plain, 9, 1.3f, Leaf.BLACK), tags.element(tags.document(), "Table"));
        leaf.down(Leaf.mm(1));
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            table.fact(fact.getKey(), fact.getValue());
        }
        leaf.down(Leaf.mm(4));
    }

    /**
     * A table of any number of rows; its heads stand on every page. A row is not torn apart unless it is longer than a page.
     *
     * @param columns their shares make 1
     * @param rows a text for each column; a line break in it is one on paper
     */
    public void table(List<Column> columns, Iterable<List<String>> rows) throws IOException {
        var table = new Grid(columns, new Ink(plain, 7, 1.3f, Leaf.BLACK), tags.element(tags.document(), "Table"));
        leaf.down(Leaf.mm(1));
        table.heads(true);
        for (List<String> row : rows) {
            table.row(row);
        }
        leaf.down(Leaf.mm(4));
    }

    /** Nothing can be written after this. */
    void save(String foot, OutputStream to) throws IOException {
        leaf.close();
        for (int number = 1; number <= leaves.size(); number++) {
            leaves.get(number - 1).foot(document, plain, foot, number + " / " + leaves.size());
        }
        tags.close();
        document.save(to);
    }

    private void turn() throws IOException {
        leaf.close();
        leaf = new Leaf(document);
        leaves.add(leaf);
        tags.turnTo(leaf.page());
    }

    private void heading(String kind, String text, Ink ink, float below) throws IOException {
        List<String> lines = ink.face().lines(text, ink.size(), Leaf.WIDTH);
        // With room for something it is the heading of.
        if (leaf.room() < lines.size() * ink.leading() + Leaf.mm(25) && !leaf.isBlank()) {
            turn();
        }
        var place = new PDPageXYZDestination();
        place.setPage(leaf.page());
        place.setTop(Math.round(leaf.top()));
        var entry = new PDOutlineItem();
        entry.setTitle(text);
        entry.setDestination(place);
        outline.addLast(entry);
        flow(kind, lines, ink);
        leaf.down(Leaf.mm(below));
    }

    private void paragraph(String text, float shade) throws IOException {
        var ink = new Ink(plain, 9.5f, 1.4f, shade);
        flow(PARAGRAPH, plain.lines(text, ink.size(), Leaf.WIDTH), ink);
        leaf.down(Leaf.mm(2));
    }

    private void flow(String kind, List<String> lines, Ink ink) throws IOException {
        COSDictionary element = tags.element(tags.document(), kind);
        int written = 0;
        while (written < lines.size()) {
            int fitting = Math.min(lines.size() - written, (int) (leaf.room() / ink.leading()));
            if (fitting <= 0) {
                turn();
                continue;
            }
            leaf.begin(COSName.getPDFName(kind), tags.piece(element, leaf.page()));
            leaf.text(lines.subList(written, written + fitting), ink, 0, 0, Leaf.WIDTH, false);
            leaf.end();
            leaf.down(fitting * ink.leading());
            written += fitting;
        }
    }

    /** A table that is being written. */
    private final class Grid {

        private static final COSName CELL = COSName.getPDFName("TD");
        private static final COSName HEAD = COSName.getPDFName("TH");
        private static final float PAD = Leaf.mm(1);
        private static final float GAP = Leaf.mm(1.2f);

        private final List<Column> columns;
        private final Ink ink;
        private final COSDictionary table;
        private boolean hasHeads;

        Grid(List<Column> columns, Ink ink, COSDictionary table) {
            this.columns = columns;
            this.ink = ink;
            this.table = table;
        }

        /** @param isFirst they are read aloud once; on the pages that follow they are there to look at */
        void heads(boolean isFirst) throws IOException {
            var boldly = new Ink(bold, ink.size(), ink.spacing(), ink.shade());
            List<Cell> heads = new ArrayList<>();
            COSDictionary row = isFirst ? tags.element(table, "TR") : null;
            for (Column column : columns) {
                heads.add(
                        cell(column.head(), heads.size(), boldly, HEAD, row == null ? null : tags.head(row, "Column")));
            }
            if (isFirst && leaf.room() < height(heads) + Leaf.mm(15)) {
                turn();
            }
            draw(heads, 0, longest(heads), true);
            hasHeads = true;
        }

        void row(List<String> texts) throws IOException {
            COSDictionary row = tags.element(table, "TR");
            List<Cell> cells = new ArrayList<>();
            for (String text : texts) {
                cells.add(cell(text, cells.size(), ink, CELL, tags.element(row, "TD")));
            }
            put(cells);
        }

        void fact(String name, String value) throws IOException {
            COSDictionary row = tags.element(table, "TR");
            put(List.of(
                    cell(name, 0, ink.in(Leaf.QUIET), HEAD, tags.head(row, "Row")),
                    cell(value, 1, ink, CELL, tags.element(row, "TD"))));
        }

        private void put(List<Cell> cells) throws IOException {
            if (height(cells) > leaf.room() && (!leaf.isBlank() || hasHeads)) {
                turn();
                if (hasHeads) {
                    heads(false);
                }
            }
            int lines = longest(cells);
            int written = 0;
            while (written < lines) {
                int fitting = (int) ((leaf.room() - 2 * PAD) / ink.leading());
                int until = Math.min(lines, written + Math.max(1, fitting));
                draw(cells, written, until, false);
                written = until;
                if (written < lines) {
                    turn();
                    if (hasHeads) {
                        heads(false);
                    }
                }
            }
        }

        private void draw(List<Cell> cells, int from, int until, boolean isHeavy) throws IOException {
            float left = 0;
            for (int place = 0; place < cells.size(); place++) {
                Column column = columns.get(place);
                float width = column.share() * Leaf.WIDTH;
                Cell cell = cells.get(place);
                if (from < cell.lines.size()) {
                    if (cell.element == null) {
                        leaf.beginRepeated();
                    } else {
                        leaf.begin(cell.kind, tags.piece(cell.element, leaf.page()));
                    }
                    leaf.text(
                            cell.lines.subList(from, Math.min(until, cell.lines.size())),
                            cell.ink,
                            PAD,
                            left,
                            width - GAP,
                            column.isFigures());
                    leaf.end();
                }
                left += width;
            }
            float height = (until - from) * ink.leading() + 2 * PAD;
            leaf.rule(height, isHeavy);
            leaf.down(height);
        }

        private Cell cell(String text, int place, Ink in, COSName kind, @Nullable COSDictionary element)
                throws IOException {
            float width = columns.get(place).share() * Leaf.WIDTH - GAP;
            return new Cell(in.face().lines(text, in.size(), width), in, kind, element);
        }

        private float height(List<Cell> cells) {
            return longest(cells) * ink.leading() + 2 * PAD;
        }

        private static int longest(List<Cell> cells) {
            return cells.stream().mapToInt(cell -> cell.lines.size()).max().orElse(0);
        }
    }

    /** @param element null where the text stands for those alone who look */
    private record Cell(
            List<String> lines,
            Ink ink,
            COSName kind,
            @Nullable COSDictionary element) {}
}
