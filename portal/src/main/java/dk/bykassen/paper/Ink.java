package dk.bykassen.paper;

/**
 * How text is written.
 *
 * @param size in points
 * @param spacing from line to line, in parts of the size
 * @param shade from 0 (black) to 1
 */
record Ink(Typeface face, float size, float spacing, float shade) {

    float leading() {
        return size * spacing;
    }

    /** From the top of a line to where its letters stand. */
    float baseline() {
        return size * ((spacing - Typeface.ASCENT - Typeface.DESCENT) / 2 + Typeface.ASCENT);
    }

    Ink in(float otherShade) {
        return new Ink(face, size, spacing, otherShade);
    }
}
