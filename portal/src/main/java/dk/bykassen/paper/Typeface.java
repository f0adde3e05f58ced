package dk.bykassen.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** A font within one document: embedded with the letters that are used, and able to say how wide text becomes. */
final class Typeface {

    /** Stands for what the font has no letter for. */
    private static final String BOX = "\u25a1";

    private final PDType0Font font;
    private final TrueTypeFont letters;
    private final Map<Integer, Float> widths = new HashMap<>();

    Typeface(PDDocument document, String file) throws IOException {
        try (var stream = Papers.font(file)) {
            letters = new TTFParser().parse(new RandomAccessReadBuffer(stream));
        }
        // Ligatures would be copied and searched as signs of their own.
        letters.setEnableGsub(false);
        font = PDType0Font.load(document, letters, true);
        document.registerTrueTypeFontForClosing(letters);
    }

    PDType0Font font() {
        return font;
    }

    /** How far above the baseline letters reach, and how far below, in parts of the size. */
    static final float ASCENT = 0.928f;

    static final float DESCENT = 0.236f;

    /** The lines {@code text} takes within {@code width} at {@code size} points; a word too long is broken anywhere. */
    List<String> lines(String text, float size, float width) throws IOException {
        var lines = new ArrayList<String>();
        for (String piece : text.split("\n", -1)) {
            wrap(writable(piece), size, width, lines);
        }
        return lines;
    }

    float width(String text, float size) throws IOException {
        float width = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            width += width(text.codePointAt(at));
        }
        return width * size;
    }

    private void wrap(String text, float size, float width, List<String> lines) throws IOException {
        var line = new StringBuilder();
        float taken = 0;
        for (String word : text.split("(?<= )")) {
            float wide = width(word, size);
            if (taken + width(word.stripTrailing(), size) > width && !line.isEmpty()) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                taken = 0;
            }
            if (wide <= width) {
                line.append(word);
                taken += wide;
                continue;
            }
            for (int letter : word.codePoints().toArray()) {
                float step = width(letter) * size;
                if (taken + step > width && !line.isEmpty() && letter != ' ') {
                    lines.add(line.toString());
                    line.setLength(0);
                    taken = 0;
                }
                line.appendCodePoint(letter);
                taken += step;
            }
        }
        lines.add(line.toString().stripTrailing());
    }

    private float width(int letter) throws IOException {
        Float known = widths.get(letter);
        if (known == null) {
            known = font.getStringWidth(Character.toString(letter)) / 1000;
            widths.put(letter, known);
        }
        return known;
    }

    private String writable(String text) throws IOException {
        var written = new StringBuilder(text.length());
        for (int letter : text.codePoints().toArray()) {
            if (Character.isWhitespace(letter)) {
                written.append(' ');
            } else if (!Character.isISOControl(letter)) {
                written.append(has(letter) ? Character.toString(letter) : BOX);
            }
        }
        return written.toString();
    }

    private boolean has(int letter) throws IOException {
        return widths.containsKey(letter) || letters.getUnicodeCmapLookup().getGlyphId(letter) != 0;
    }
}
