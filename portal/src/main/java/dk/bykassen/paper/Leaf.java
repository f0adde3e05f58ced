package dk.bykassen.paper;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** One page that is filled from top to bottom. Measures are points, shades from 0 (black) to 1. */
final class Leaf {

    static final float BLACK = 0.07f;
    static final float QUIET = 0.27f;
    private static final float LINE = 0.6f;

    private static final float SIDE = mm(18);
    private static final float BOTTOM = mm(22);
    private static final float FULL = PDRectangle.A4.getHeight() - mm(20);

    /** Between the margins. */
    static final float WIDTH = PDRectangle.A4.getWidth() - 2 * SIDE;

    /** Between the margins. */
    static final float HEIGHT = FULL - BOTTOM;

    private final PDPage page = new PDPage(PDRectangle.A4);
    private final PDPageContentStream content;
    private float top = FULL;

    Leaf(PDDocument document) throws IOException {
        // Whoever goes through the page by key follows what it is made of.
        page.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
        document.addPage(page);
        content = new PDPageContentStream(document, page);
    }

    static float mm(float length) {
        return length * 72 / 25.4f;
    }

    PDPage page() {
        return page;
    }

    float top() {
        return top;
    }

    /** What is left of the page. */
    float room() {
        return top - BOTTOM;
    }

    boolean isBlank() {
        return top == FULL;
    }

    void down(float by) {
        top -= by;
    }

    /** What is written from here on is piece {@code number} of the page. */
    void begin(COSName kind, int number) throws IOException {
        content.beginMarkedContent(kind, number);
    }

    /** What is written from here on is nobody's news. */
    void beginRepeated() throws IOException {
        content.beginMarkedContent(COSName.ARTIFACT);
    }

    void end() throws IOException {
        content.endMarkedContent();
    }

    /** Lines below each other, {@code below} what is already there; {@code left} and {@code width} say within what. */
    void text(List<String> lines, Ink ink, float below, float left, float width, boolean isFlushRight)
            throws IOException {
        content.beginText();
        content.setFont(ink.face().font(), ink.size());
        content.setNonStrokingColor(ink.shade());
        float y = top - below - ink.baseline();
        float atX = 0;
        float atY = 0;
        for (String line : lines) {
            float x = SIDE + left + (isFlushRight ? width - ink.face().width(line, ink.size()) : 0);
            content.newLineAtOffset(x - atX, y - atY);
            content.showText(line);
            atX = x;
            atY = y;
            y -= ink.leading();
        }
        content.endText();
    }

    /** A line across the page, {@code below} what is already there. */
    void rule(float below, boolean isHeavy) throws IOException {
        beginRepeated();
        content.setStrokingColor(isHeavy ? BLACK : LINE);
        content.setLineWidth(isHeavy ? 0.8f : 0.3f);
        content.moveTo(SIDE, top - below);
        content.lineTo(SIDE + WIDTH, top - below);
        content.stroke();
        end();
    }

    void close() throws IOException {
        content.close();
    }

    /** Once the page is closed and it is known how many there are; of {@code left} as much as fits beside {@code right}. */
    void foot(PDDocument document, Typeface face, String left, String right) throws IOException {
        try (var below = new PDPageContentStream(document, page, AppendMode.APPEND, true)) {
            below.beginMarkedContent(COSName.ARTIFACT);
            below.beginText();
            below.setFont(face.font(), 8);
            below.setNonStrokingColor(QUIET);
            below.newLineAtOffset(SIDE, BOTTOM / 2);
            below.showText(face.lines(left, 8, WIDTH - mm(25)).getFirst());
            below.newLineAtOffset(WIDTH - face.width(right, 8), 0);
            below.showText(right);
            below.endText();
            below.endMarkedContent();
        }
    }
}
