package dk.bykassen.identity;

import dk.bykassen.tenant.Tenants;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** How names are shown, split and compared. */
final class Names {

    /** What the Danish population register hands over in place of a protected name. */
    private static final String PROTECTED = "NAVNE & ADRESSEBESKYTTET";

    private Names() {}

    /** First and last name; what an eID gives as one text is parted before the last word. */
    record Parts(String first, String last) {

        static final Parts UNKNOWN = new Parts("", "");

        static Parts of(String full) {
            String tidy = full.strip().replaceAll("\\s+", " ");
            int space = tidy.lastIndexOf(' ');
            return space < 0 ? new Parts(tidy, "") : new Parts(tidy.substring(0, space), tidy.substring(space + 1));
        }

        String full() {
            return (first + " " + last).strip();
        }
    }

    static boolean areProtected(String full) {
        return full.strip().replaceAll("\\s+", " ").equalsIgnoreCase(PROTECTED);
    }

    static String shown(String first, String last) {
        String full = new Parts(first, last).full();
        return full.isEmpty() ? nameless(Tenants.current().language()) : full;
    }

    /**
     * Whether two spellings can be the same human's: they begin with the same word, and every word of the shorter stands
     * in the longer (a middle name is often left out). Case, accents, hyphens and ø/oe make no difference. A name of a
     * single word agrees with nothing but itself, and an unknown name with nothing.
     */
    static boolean agree(String one, String other) {
        List<String> a = words(one);
        List<String> b = words(other);
        if (a.isEmpty() || b.isEmpty() || !a.getFirst().equals(b.getFirst())) {
            return false;
        }
        List<String> shorter = a.size() <= b.size() ? a : b;
        List<String> longer = shorter == a ? b : a;
        return shorter.size() == 1 ? longer.size() == 1 : new HashSet<>(longer).containsAll(shorter);
    }

    /** Whether two spellings can be the same human's though last names differ, as after a wedding. Unknown ones can. */
    static boolean beginAlike(Parts one, Parts other) {
        List<String> a = words(one.full());
        List<String> b = words(other.full());
        return a.isEmpty() || b.isEmpty() || a.getFirst().equals(b.getFirst());
    }

    static Parts of(Person person) {
        return new Parts(person.firstName(), person.lastName());
    }

    private static List<String> words(String name) {
        String plain = name.toLowerCase(Locale.ROOT)
                .replace("æ", "ae")
                .replace("ø", "oe")
                .replace("å", "aa");
        String bare = Normalizer.normalize(plain, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return Arrays.stream(bare.split("[^\\p{L}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String nameless(Locale language) {
        return switch (language.getLanguage()) {
            case "da" -> "Borger";
            case "nb" -> "Innbygger";
            default -> "Resident";
        };
    }
}
