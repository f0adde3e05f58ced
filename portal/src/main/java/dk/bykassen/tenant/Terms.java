package dk.bykassen.tenant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * One version of terms a person accepts, never changed after it was published.
 *
 * @param id inside the database
 * @param publicId in addresses, so that what was accepted stays readable
 * @param kind what it is for, such as {@code top_up}
 * @param body paragraphs separated by blank lines; a line that starts with {@code ## } is a heading
 */
public record Terms(
        long id,
        UUID publicId,
        String kind,
        int version,
        String language,
        String title,
        String body,
        Instant publishedAt) {

    private static final String HEADING = "## ";

    /** A piece of the body as it is set on a page. */
    public record Paragraph(String text, boolean isHeading) {}

    /** A heading and which one it is, counted from one. */
    public record Heading(int number, String text) {}

    public List<Heading> headings() {
        var headings = new ArrayList<Heading>();
        paragraphs().stream()
                .filter(Paragraph::isHeading)
                .forEach(heading -> headings.add(new Heading(headings.size() + 1, heading.text())));
        return headings;
    }

    public List<Paragraph> paragraphs() {
        var paragraphs = new ArrayList<Paragraph>();
        var lines = new StringJoiner(" ");
        for (String line : (body + "\n\n").lines().map(String::strip).toList()) {
            boolean heading = line.startsWith(HEADING);
            if ((heading || line.isEmpty()) && lines.length() > 0) {
                paragraphs.add(new Paragraph(lines.toString(), false));
                lines = new StringJoiner(" ");
            }
            if (heading) {
                paragraphs.add(new Paragraph(line.substring(HEADING.length()), true));
            } else if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return paragraphs;
    }
}
