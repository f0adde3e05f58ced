package dk.bykassen.web.theme;

/**
 * What a tenant chooses; everything else follows from it.
 *
 * @param radius of corners, in pixels
 */
public record ThemeBrand(Colour primary, Colour accent, Header header, int radius, Tint tint) {

    /** What stands behind the logo. */
    public enum Header {
        /** The primary colour, if white can be read on it. */
        BAND,
        /** The card colour. */
        PAPER,
        /** The deep surface. */
        NIGHT
    }

    /** Which colour the neutral surfaces carry a breath of. */
    public enum Tint {
        PRIMARY,
        ACCENT
    }

    /** @throws IllegalArgumentException when the radius is not between 0 and 32 */
    public ThemeBrand {
        if (radius < 0 || radius > 32) {
            throw new IllegalArgumentException("a corner radius goes from 0 to 32 pixels, not " + radius);
        }
    }
}
