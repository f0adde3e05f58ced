package dk.bykassen.message;

import java.util.List;

/**
 * A notice in words, before it is written as text or HTML: both say the same because both are written from this.
 *
 * @param lead the first sentence, which many mail programs show beside the subject
 */
public record Letter(String subject, String heading, String lead, List<Part> parts) {

    /** A piece of the letter, in reading order. */
    public sealed interface Part {}

    public record Paragraph(String words) implements Part {}

    public record Facts(List<Fact> facts) implements Part {}

    /** The one thing to do. */
    public record Act(String label, String url) implements Part {}

    /** Something one may want later, said quietly. */
    public record Aside(String words, String url) implements Part {}

    /** @param isTotal whether it sums up those before it */
    public record Fact(String label, String value, boolean isTotal) {}
}
