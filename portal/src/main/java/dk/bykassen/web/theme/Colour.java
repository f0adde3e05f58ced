package dk.bykassen.web.theme;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** An opaque sRGB colour; each part from 0 to 255. */
public record Colour(int red, int green, int blue) {

    public static final Colour WHITE = new Colour(255, 255, 255);
    public static final Colour BLACK = new Colour(0, 0, 0);

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");
    /** Light of each of the 256 values; WCAG 2.2 "relative luminance" and the sRGB standard agree to the eighth digit. */
    private static final double[] LINEAR = new double[256];

    static {
        for (int value = 0; value < LINEAR.length; value++) {
            double share = value / 255.0;
            LINEAR[value] = share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
        }
    }

    public Colour {
        if (((red | green | blue) & ~0xff) != 0) {
            throw new IllegalArgumentException("parts of a colour go from 0 to 255");
        }
    }

    /** @throws IllegalArgumentException unless the text is {@code #} and six hexadecimal digits */
    public static Colour of(String hex) {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a colour such as #0b4a75: " + hex);
        }
        int rgb = HexFormat.fromHexDigits(hex, 1, 7);
        return new Colour(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
    }

    /** The WCAG 2.2 contrast of the two, from 1 to 21; the order does not matter. */
    public double contrastWith(Colour other) {
        double mine = luminance();
        double theirs = other.luminance();
        return (Math.max(mine, theirs) + 0.05) / (Math.min(mine, theirs) + 0.05);
    }

    double luminance() {
        return linearRed() * 0.2126 + linearGreen() * 0.7152 + linearBlue() * 0.0722;
    }

    double linearRed() {
        return LINEAR[red];
    }

    double linearGreen() {
        return LINEAR[green];
    }

    double linearBlue() {
        return LINEAR[blue];
    }

    /** As CSS writes it: {@code #0b4a75}. */
    @Override
    public String toString() {
        return "#" + HexFormat.of().toHexDigits((byte) red)
                + HexFormat.of().toHexDigits((byte) green)
                + HexFormat.of().toHexDigits((byte) blue);
    }
}
