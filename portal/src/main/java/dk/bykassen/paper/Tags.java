package dk.bykassen.paper;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;

/**
 * What a document is made of, for those who have it read aloud (ISO 32000-1, 14.7): elements in reading order, and for each
 * piece of each page the element it belongs to. Written without PDFBox's objects around it, as there are tens of thousands.
 */
final class Tags {

    private static final COSName TABLE_OWNER = COSName.getPDFName("Table");
    private static final COSName SCOPE = COSName.getPDFName("Scope");

    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final COSDictionary document;
    /** By page, by the number of the piece. */
    private final COSArray pages = new COSArray();

    private COSArray pieces = new COSArray();

    Tags(PDDocument pdf) {
        document = element(root.getCOSObject(), "Document");
        pdf.getDocumentCatalog().setStructureTreeRoot(root);
    }

    COSDictionary document() {
        return document;
    }

    /** A new element, the last of {@code parent}'s. */
    COSDictionary element(COSDictionary parent, String kind) {
        var element = new COSDictionary();
        element.setItem(COSName.TYPE, COSName.STRUCT_ELEM);
        element.setName(COSName.S, kind);
        element.setItem(COSName.P, parent);
        kid(parent, element);
        return element;
    }

    /** A cell that is the head of its {@code Row} or {@code Column}. */
    COSDictionary head(COSDictionary row, String scope) {
        COSDictionary head = element(row, "TH");
        var of = new COSDictionary();
        of.setDirect(true);
        of.setItem(COSName.O, TABLE_OWNER);
        of.setName(SCOPE, scope);
        head.setItem(COSName.A, of);
        return head;
    }

    /** What is drawn from now on is on this page. */
    void turnTo(PDPage page) {
        pieces = new COSArray();
        page.setStructParents(pages.size());
        pages.add(pieces);
    }

    /** The number of a new piece of {@code element} on the page; an element goes on where the page ends. */
    int piece(COSDictionary element, PDPage page) {
        int number = pieces.size();
        pieces.add(element);
        if (!element.containsKey(COSName.PG)) {
            element.setItem(COSName.PG, page);
        }
        if (element.getItem(COSName.PG) == page.getCOSObject()) {
            kid(element, COSInteger.get(number));
        } else {
            var elsewhere = new COSDictionary();
            elsewhere.setDirect(true);
            elsewhere.setItem(COSName.TYPE, COSName.MCR);
            elsewhere.setItem(COSName.PG, page);
            elsewhere.setInt(COSName.MCID, number);
            kid(element, elsewhere);
        }
        return number;
    }

    void close() {
        var numbers = new COSArray();
        for (int page = 0; page < pages.size(); page++) {
            numbers.add(COSInteger.get(page));
            numbers.add(pages.get(page));
        }
        var tree = new COSDictionary();
        tree.setItem(COSName.NUMS, numbers);
        root.getCOSObject().setItem(COSName.PARENT_TREE, tree);
        root.setParentTreeNextKey(pages.size());
    }

    private static void kid(COSDictionary parent, COSBase kid) {
        COSBase kids = parent.getItem(COSName.K);
        if (kids instanceof COSArray many) {
            many.add(kid);
        } else if (kids == null) {
            parent.setItem(COSName.K, kid);
        } else {
            parent.setItem(COSName.K, new COSArray(new ArrayList<>(List.of(kids, kid))));
        }
    }
}
