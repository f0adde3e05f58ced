package dk.bykassen.tenant;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

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

    public List<Paragraph> paragraphs() {
        return Pattern.compile("\\n\\s*\\n")
                .splitAsStream(body.strip())
                .map(piece -> piece.startsWith(HEADING)
                        ? new Paragraph(piece.substring(HEADING.length()), true)
                        : new Paragraph(piece, false))
                .toList();
    }
}
