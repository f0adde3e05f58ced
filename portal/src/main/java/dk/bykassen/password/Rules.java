package dk.bykassen.password;

/**
 * What a tenant asks of a password.
 *
 * @param offered whether people may sign in with one at all
 * @param minLength in characters, at least 8
 * @param letter whether a letter must be there
 * @param digit whether a digit must be there
 * @param specials one of these signs must be there; empty where none is asked for
 */
public record Rules(boolean offered, int minLength, boolean letter, boolean digit, String specials) {

    /** Longer ones are refused; NIST SP 800-63B asks for at least 64. */
    static final int LONGEST = 128;

    /** What stands where a tenant has set nothing: people sign in with an eID alone. */
    public static final Rules NONE = new Rules(false, 8, false, false, "");

    /** The special signs as they are shown, such as {@code @ # _ % *}. */
    public String specialsShown() {
        return String.join(" ", specials.split(""));
    }
}
