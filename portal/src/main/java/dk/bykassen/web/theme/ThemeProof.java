package dk.bykassen.web.theme;

import static dk.bykassen.web.theme.Token.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What every theme promises: text at least 4.5:1 (main text 7:1), borders and marks that carry meaning at least 3:1, as WCAG 2.2
 * (1.4.3, 1.4.6, 1.4.11) asks. Saving a theme is refused with the first pair that fails.
 */
public final class ThemeProof {

    /** The day or the night side of a theme. */
    public enum Scheme {
        LIGHT,
        DARK
    }

    /** A pair that cannot be told apart well enough; {@code contrast} is what it has, {@code atLeast} what was promised. */
    public record FailingPair(Scheme scheme, Token foreground, Token background, double contrast, double atLeast) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s %s on %s: %.2f < %s",
                    scheme.name().toLowerCase(Locale.ROOT),
                    foreground.css(),
                    background.css(),
                    contrast,
                    atLeast == Math.rint(atLeast) ? String.valueOf((int) atLeast) : String.valueOf(atLeast));
        }
    }

    private record Promise(Token foreground, Token background, double atLeast) {}

    private static final List<Promise> PROMISES = promises();

    private ThemeProof() {}

    /** The pairs that fail, light before dark; empty for a theme that may be saved. */
    public static List<FailingPair> failuresOf(Theme theme) {
        var failures = new ArrayList<FailingPair>();
        collect(Scheme.LIGHT, theme.light(), failures);
        collect(Scheme.DARK, theme.dark(), failures);
        return List.copyOf(failures);
    }

    private static void collect(Scheme scheme, Palette palette, List<FailingPair> failures) {
        for (Promise promise : PROMISES) {
            double contrast = palette.contrast(promise.foreground, promise.background);
            if (contrast < promise.atLeast) {
                failures.add(
                        new FailingPair(scheme, promise.foreground, promise.background, contrast, promise.atLeast));
            }
        }
    }

    private static List<Promise> promises() {
        var all = new ArrayList<Promise>();
        for (Token surface : List.of(PAPER, CARD, SUNK, SOFT)) {
            all.add(new Promise(INK, surface, 7));
            all.add(new Promise(INK_2, surface, 4.5));
            all.add(new Promise(BRAND_INK, surface, 4.5));
            all.add(new Promise(EDGE, surface, 3));
        }
        all.add(new Promise(INK, SOFT_2, 7));
        all.add(new Promise(INK_2, SOFT_2, 4.5));
        all.add(new Promise(BRAND_INK, SOFT_2, 4.5));
        all.add(new Promise(INK, ACCENT_SOFT, 7));
        all.add(new Promise(ON_BRAND, BRAND, 4.5));
        all.add(new Promise(ON_BRAND, BRAND_2, 4.5));
        all.add(new Promise(BRAND_EDGE, CARD, 3));
        all.add(new Promise(BRAND_EDGE, PAPER, 3));
        for (Token surface : List.of(DEEP, DEEP_2)) {
            all.add(new Promise(ON_DEEP, surface, 7));
            all.add(new Promise(ON_DEEP_2, surface, 4.5));
            all.add(new Promise(ACCENT_DEEP, surface, 4.5));
        }
        all.add(new Promise(ON_ACCENT, ACCENT, 4.5));
        all.add(new Promise(TOP_INK, TOP_BG, 4.5));
        all.add(new Promise(TOP_INK_2, TOP_BG, 4.5));
        all.add(new Promise(TOP_MARK, TOP_BG, 3));
        return List.copyOf(all);
    }
}
