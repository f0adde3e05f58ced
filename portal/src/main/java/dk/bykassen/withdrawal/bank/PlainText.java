package dk.bykassen.withdrawal.bank;

import dk.bykassen.kernel.Latin;

/**
 * Words in the letters every bank takes (the SEPA set, EPC217-08): Latin letters, digits and {@code / - ? : ( ) . , ' +}.
 * Others are written as their nearest, and a word of another script as dots, so that nothing is refused for its name.
 */
final class PlainText {

    private PlainText() {}

    /** @param most the longest the field may be; never empty unless {@code text} is */
    static String of(String text, int most) {
        String plain = Latin.plain(text).replaceAll("\\s+", " ").strip().replaceAll("[^A-Za-z0-9/?:().,'+ -]", ".");
        // Neither may begin or end a text, and two in a row end one at some banks.
        String safe = plain.replaceAll("/{2,}", "/").replaceAll("^/+|/+$", "").strip();
        String kept = safe.isEmpty() && !text.isBlank() ? "." : safe;
        return kept.length() > most ? kept.substring(0, most).strip() : kept;
    }
}
