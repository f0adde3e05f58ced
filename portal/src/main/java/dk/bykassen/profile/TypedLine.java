package dk.bykassen.profile;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** One line as somebody typed it: no line breaks that could end a header, nothing that turns the direction of reading. */
final class TypedLine {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    /** Joiners stay: Persian and several scripts of India need them. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}&&[^\\u200c\\u200d]]");
    /** Letters of every script, what stands on and between them, digits; no pictures. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P} \\u200c\\u200d\\u0060\\u00b4]*");

    private TypedLine() {}

    static String tidy(String typed) {
        String line =
                BLANKS.matcher(Normalizer.normalize(typed, Normalizer.Form.NFC)).replaceAll(" ");
        return UNSEEN.matcher(line).replaceAll("").strip();
    }

    /** As people see it, not as it is stored: a letter with its accent is one or two characters of a computer's. */
    static int length(String line) {
        return line.codePointCount(0, line.length());
    }

    static boolean isName(String line) {
        return NAME.matcher(line).matches() && line.codePoints().anyMatch(Character::isLetter);
    }
}
