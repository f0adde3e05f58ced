package dk.bykassen.kernel;

import java.text.Normalizer;

/** Words for systems that know the letters of ASCII alone. */
public final class Latin {

    private Latin() {}

    /** Nordic letters in two (Søren Åse: Soeren Aase), other accents dropped; what has no Latin letter stays as it is. */
    public static String plain(String text) {
        String twos = text.replace("æ", "ae")
                .replace("ø", "oe")
                .replace("å", "aa")
                .replace("Æ", "Ae")
                .replace("Ø", "Oe")
                .replace("Å", "Aa")
                .replace("ß", "ss");
        return Normalizer.normalize(twos, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
