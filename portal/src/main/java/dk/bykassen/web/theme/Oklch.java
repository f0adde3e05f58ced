package dk.bykassen.web.theme;

/**
 * A colour as the eye orders it, so that a step in lightness looks the same in every hue (Björn Ottosson, "A perceptual color
 * space for image processing", 2020; CSS Color 4 uses the same matrices).
 *
 * @param lightness 0 (black) to 1 (white)
 * @param chroma 0 (grey) to about 0.37
 * @param hue in degrees
 */
record Oklch(double lightness, double chroma, double hue) {

    /** How far a part may lie outside 0 to 1 before the colour counts as one no screen can show. */
    private static final double TOLERANCE = 0.0005;

    static Oklch of(Colour colour) {
        double r = colour.linearRed();
        double g = colour.linearGreen();
        double b = colour.linearBlue();
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        double greenRed = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
        double blueYellow = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
        return new Oklch(
                0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
                Math.hypot(greenRed, blueYellow),
                Math.atan2(blueYellow, greenRed) * 180 / Math.PI);
    }

    Oklch lightness(double other) {
        return new Oklch(other, chroma, hue);
    }

    Oklch chroma(double other) {
        return new Oklch(lightness, other, hue);
    }

    Oklch chromaAtMost(double limit) {
        return chroma > limit ? chroma(limit) : this;
    }

    /** The nearest colour a screen can show: chroma gives way, hue and lightness stay. */
    Colour toColour() {
        double less = chroma;
        double[] rgb = linear(less);
        while (less > 0.001 && !shown(rgb)) {
            less *= 0.95;
            rgb = linear(less);
        }
        return new Colour(part(rgb[0]), part(rgb[1]), part(rgb[2]));
    }

    private static boolean shown(double[] rgb) {
        for (double part : rgb) {
            if (part < -TOLERANCE || part > 1 + TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private double[] linear(double chroma) {
        double greenRed = chroma * Math.cos(hue * Math.PI / 180);
        double blueYellow = chroma * Math.sin(hue * Math.PI / 180);
        double l = cube(lightness + 0.3963377774 * greenRed + 0.2158037573 * blueYellow);
        double m = cube(lightness - 0.1055613458 * greenRed - 0.0638541728 * blueYellow);
        double s = cube(lightness - 0.0894841775 * greenRed - 1.291485548 * blueYellow);
        return new double[] {
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
        };
    }

    private static double cube(double x) {
        return x * x * x;
    }

    private static int part(double linear) {
        double light = Math.clamp(linear, 0, 1);
        double encoded = light <= 0.0031308 ? light * 12.92 : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
        return (int) Math.round(Math.clamp(encoded, 0, 1) * 255);
    }
}
