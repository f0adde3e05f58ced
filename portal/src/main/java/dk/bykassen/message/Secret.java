package dk.bykassen.message;

/**
 * A part of a notice that opens a door, such as a code or the path of a one-time link. It is stored unreadable for who has
 * no key outside the database, and forgotten once the notice is on its way.
 */
public record Secret(String words) {

    /** What is left of one in a notice that was sent. */
    static final Secret FORGOTTEN = new Secret("\u2022\u2022\u2022\u2022\u2022\u2022");

    /** Never the words: records end up in logs. */
    @Override
    public String toString() {
        return "Secret";
    }
}
