package dk.bykassen.web.theme;

import java.util.Locale;

/** The custom properties a theme sets, in the order they are written. */
public enum Token {
    /** The page. */
    PAPER,
    CARD,
    /** A quiet fill. */
    SUNK,
    /** Decoration; borders that carry meaning use {@link #EDGE}. */
    LINE,
    /** Brand tints. */
    SOFT,
    SOFT_2,
    INK,
    INK_2,
    EDGE,
    /** The primary colour as a filled surface; {@link #BRAND_2} under the pointer. */
    BRAND,
    ON_BRAND,
    BRAND_2,
    BRAND_EDGE,
    /** The primary colour as text and line. */
    BRAND_INK,
    /** Heroes and footers. */
    DEEP,
    DEEP_2,
    ON_DEEP,
    ON_DEEP_2,
    ACCENT,
    ON_ACCENT,
    /** The accent, readable on {@link #DEEP} and {@link #DEEP_2}. */
    ACCENT_DEEP,
    ACCENT_SOFT,
    /** The header: these five are all that its variants differ in. */
    TOP_BG,
    TOP_INK,
    TOP_INK_2,
    TOP_MARK,
    TOP_LINE;

    private final String css = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The custom property without its dashes: {@code ink-2}. */
    public String css() {
        return css;
    }
}
