package dk.bykassen.message;

import dk.bykassen.message.Letter.Act;
import dk.bykassen.message.Letter.Aside;
import dk.bykassen.message.Letter.Fact;
import dk.bykassen.message.Letter.Facts;
import dk.bykassen.message.Letter.Paragraph;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Wording;
import java.util.List;

/** Writes a letter as plain text that reads well on its own: lines of at most 72 characters, figures in a column. */
final class PlainText {

    private static final int WIDTH = 72;

    private PlainText() {}

    static String of(Letter letter, Tenant tenant, Wording words) {
        var out = new StringBuilder();
        paragraph(out, letter.heading());
        paragraph(out, letter.lead());
        for (Letter.Part part : letter.parts()) {
            switch (part) {
                case Paragraph(String text) -> paragraph(out, text);
                case Facts(List<Fact> facts) -> facts(out, facts);
                case Act(String label, String url) -> link(out, label, url);
                case Aside(String text, String url) -> link(out, text, url);
            }
        }
        // Two hyphens and a space on a line of their own: mail programs know the signature by it (RFC 3676).
        out.append("-- \n").append(tenant.legalName()).append('\n');
        out.append(tenant.contact().address()).append('\n');
        out.append(words.t(
                        "message.reach",
                        tenant.contact().phone(),
                        tenant.contact().email()))
                .append('\n');
        return out.toString();
    }

    private static void paragraph(StringBuilder out, String text) {
        int column = 0;
        for (String word : text.split(" ")) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                out.append('\n');
                column = 0;
            }
            out.append(column == 0 ? "" : " ").append(word);
            column += (column == 0 ? 0 : 1) + word.length();
        }
        out.append("\n\n");
    }

    private static void facts(StringBuilder out, List<Fact> facts) {
        int widest =
                facts.stream().mapToInt(fact -> fact.label().length()).max().orElse(0);
        for (Fact fact : facts) {
            out.append(fact.label())
                    .append(':')
                    .append(" ".repeat(widest - fact.label().length() + 1))
                    .append(fact.value())
                    .append('\n');
        }
        out.append('\n');
    }

    /** An address stands on a line of its own, so that no program breaks it. */
    private static void link(StringBuilder out, String label, String url) {
        out.append(label).append(":\n").append(url).append("\n\n");
    }
}
