package dk.bykassen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkedContentReference;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/** A PDF as a screen reader finds it: elements in reading order, with the text that belongs to each. */
public final class ReadAloud {

    /** @param text of the element alone; what its parts say stands in {@code parts} */
    public record Element(String kind, String text, List<Element> parts) {

        /** The parts of a kind, however deep. */
        public List<Element> all(String wanted) {
            var found = new ArrayList<Element>();
            for (Element part : parts) {
                if (part.kind.equals(wanted)) {
                    found.add(part);
                }
                found.addAll(part.all(wanted));
            }
            return found;
        }

        /** What the parts say one after the other. */
        public List<String> texts() {
            return parts.stream().map(Element::text).toList();
        }
    }

    private final Map<COSDictionary, Map<Integer, String>> said = new IdentityHashMap<>();
    private final COSArray owners;

    private ReadAloud(PDDocument document) throws IOException {
        for (PDPage page : document.getPages()) {
            var extractor = new PDFMarkedContentExtractor();
            extractor.processPage(page);
            var pieces = new HashMap<Integer, String>();
            for (PDMarkedContent content : extractor.getMarkedContents()) {
                if (content.getMCID() >= 0) {
                    assertThat(pieces.put(content.getMCID(), text(content))).isNull();
                }
            }
            said.put(page.getCOSObject(), pieces);
        }
        owners = document.getDocumentCatalog()
                .getStructureTreeRoot()
                .getParentTree()
                .getCOSObject()
                .getCOSArray(COSName.NUMS);
    }

    /** All of it; every piece must be known to belong to the element that names it, and none may belong to nobody. */
    public static Element of(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var reader = new ReadAloud(document);
            Element all = reader.read(document.getDocumentCatalog().getStructureTreeRoot(), "");
            assertThat(reader.said.values()).as("pieces nobody names").allMatch(Map::isEmpty);
            return all;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Element read(PDStructureNode node, String kind) {
        var text = new StringBuilder();
        var parts = new ArrayList<Element>();
        for (Object kid : node.getKids()) {
            switch (kid) {
                case PDStructureElement part -> parts.add(read(part, part.getStandardStructureType()));
                case PDMarkedContentReference piece -> text.append(say(node, piece.getPage(), piece.getMCID()));
                case Integer piece -> text.append(say(node, ((PDStructureElement) node).getPage(), piece));
                default -> throw new AssertionError("what is " + kid);
            }
        }
        return new Element(kind, text.toString().strip(), parts);
    }

    private String say(PDStructureNode element, PDPage page, int piece) {
        COSArray pieces = (COSArray) owners.getObject(2 * page.getStructParents() + 1);
        assertThat(pieces.getObject(piece)).isSameAs(element.getCOSObject());
        String text = said.get(page.getCOSObject()).remove(piece);
        assertThat(text).isNotNull();
        return text + " ";
    }

    private static String text(PDMarkedContent content) {
        var text = new StringBuilder();
        float line = Float.NaN;
        for (Object part : content.getContents()) {
            if (part instanceof TextPosition letter) {
                if (!Float.isNaN(line) && letter.getY() != line) {
                    text.append(' ');
                }
                line = letter.getY();
                text.append(letter.getUnicode());
            }
        }
        return text.toString();
    }
}
