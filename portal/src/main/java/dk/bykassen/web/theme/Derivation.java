package dk.bykassen.web.theme;

import static dk.bykassen.web.theme.Colour.BLACK;
import static dk.bykassen.web.theme.Colour.WHITE;
import static dk.bykassen.web.theme.Token.*;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One scheme of a theme. Where a colour must be readable it is {@linkplain #fit fitted}: its lightness walks until the contrast
 * holds on every surface it is used on, a little above what {@link ThemeProof} asks.
 */
final class Derivation {

    private static final double STEP = 0.005;
    /** Less chroma than this the eye takes for grey. */
    private static final double GREY = 0.03;

    private final ThemeBrand brand;
    private final boolean dark;
    private final Oklch primary;
    private final Oklch accent;
    private final boolean greyPrimary;
    /** The colour neutrals carry a breath of, and how much of it. */
    private final Oklch soil;

    private final double tint;
    /** Away from the background: lighter in the dark, darker in the light. */
    private final double away;

    private final Map<Token, Colour> colours = new EnumMap<>(Token.class);

    Derivation(ThemeBrand brand, boolean dark) {
        this.brand = brand;
        this.dark = dark;
        primary = Oklch.of(brand.primary());
        accent = Oklch.of(brand.accent());
        greyPrimary = primary.chroma() < GREY;
        soil = brand.tint() == ThemeBrand.Tint.ACCENT ? accent : primary;
        tint = Math.min(soil.chroma(), greyPrimary ? 0.004 : 0.012);
        away = dark ? STEP : -STEP;
    }

    Palette palette() {
        surfaces();
        text();
        filledBrand();
        deepSurfaces();
        accents();
        header();
        return new Palette(colours);
    }

    private void surfaces() {
        set(PAPER, dark ? neutral(0.18) : neutral(0.982, tint / 2));
        set(CARD, dark ? neutral(0.225) : WHITE);
        set(SUNK, dark ? neutral(0.27) : neutral(0.956, tint * 0.8));
        set(LINE, dark ? neutral(0.36) : neutral(0.89));
        Oklch warm = greyPrimary || brand.tint() == ThemeBrand.Tint.ACCENT ? accent : primary;
        double chroma = Math.min(warm.chroma(), greyPrimary ? 0.045 : 0.028);
        set(SOFT, warm.lightness(dark ? 0.29 : 0.957).chroma(chroma).toColour());
        set(
                SOFT_2,
                dark
                        ? warm.lightness(0.36).chroma(chroma * 1.6).toColour()
                        : warm.lightness(0.915).chroma(chroma * 1.7).toColour());
    }

    private void text() {
        set(INK, dark ? neutral(0.955, 0.006) : neutral(0.235, Math.min(primary.chroma(), 0.03)));
        Oklch quiet = soil.chroma(tint * 1.6);
        set(INK_2, fit(quiet.lightness(dark ? 0.74 : 0.5), allSurfaces(), 4.7, away));
        set(EDGE, fit(quiet.lightness(dark ? 0.5 : 0.62), surfacesOfFields(), 3.2, away));
    }

    /** The primary colour as a surface, and as text and line. */
    private void filledBrand() {
        // A grey primary has no twin in the dark scheme, so the accent steps in.
        Oklch base = dark && greyPrimary ? accent : primary;
        set(BRAND, dark ? brandInTheDark(base) : brand.primary());
        set(ON_BRAND, bestOn(of(BRAND), neutral(0.16)));
        Oklch filled = Oklch.of(of(BRAND));
        set(BRAND_2, underThePointer(filled));
        boolean seen = of(BRAND).contrastWith(of(CARD)) >= 3 && of(BRAND).contrastWith(of(PAPER)) >= 3;
        set(BRAND_EDGE, seen ? of(BRAND) : fit(filled, surfacesOfFields(), 3.2, away));
        Oklch readable = base.chromaAtMost(0.15).lightness(dark ? 0.8 : Math.min(primary.lightness(), 0.5));
        set(BRAND_INK, fit(readable, allSurfaces(), 5, away));
    }

    private Colour brandInTheDark(Oklch base) {
        double from = Math.max(0.7, greyPrimary ? accent.lightness() : 0);
        return fit(base.chromaAtMost(0.17).lightness(from), allSurfaces(), 4.6, STEP);
    }

    /** A little darker under white text, a little lighter under dark text; the text must stay readable. */
    private Colour underThePointer(Oklch filled) {
        boolean whiteText = of(ON_BRAND).equals(WHITE);
        double change = whiteText ? (filled.lightness() < 0.3 ? 0.09 : -0.06) : 0.05;
        Colour changed =
                filled.lightness(Math.min(0.97, filled.lightness() + change)).toColour();
        if (changed.contrastWith(of(ON_BRAND)) >= 4.6) {
            return changed;
        }
        return fit(filled, List.of(of(ON_BRAND)), 4.8, -Math.signum(change) * STEP);
    }

    private void deepSurfaces() {
        double lightness = Math.min(primary.lightness(), 0.31);
        Oklch hue = primary.chromaAtMost(dark ? 0.06 : 0.09);
        set(DEEP, hue.lightness(dark ? 0.225 : lightness).toColour());
        set(DEEP_2, hue.lightness(dark ? 0.29 : lightness + 0.065).toColour());
        set(ON_DEEP, WHITE);
        set(ON_DEEP_2, fit(primary.chromaAtMost(0.03).lightness(0.8), List.of(of(DEEP), of(DEEP_2)), 6, STEP));
    }

    private void accents() {
        Colour nearBlack = neutral(0.16);
        set(ACCENT, brand.accent());
        set(ON_ACCENT, nearBlack.contrastWith(brand.accent()) >= 4.5 ? nearBlack : bestOn(brand.accent(), BLACK));
        set(ACCENT_DEEP, fit(accent, List.of(of(DEEP), of(DEEP_2)), 4.6, STEP));
        set(
                ACCENT_SOFT,
                dark
                        ? accent.chromaAtMost(0.05).lightness(0.3).toColour()
                        : accent.chromaAtMost(0.036).lightness(0.95).toColour());
    }

    private void header() {
        if (brand.header() == ThemeBrand.Header.PAPER) {
            set(TOP_BG, of(CARD));
            set(TOP_INK, of(INK));
            set(TOP_INK_2, of(INK_2));
            set(TOP_MARK, of(BRAND_EDGE));
            set(TOP_LINE, of(LINE));
            return;
        }
        boolean band = brand.header() == ThemeBrand.Header.BAND && !dark;
        Colour back = band && WHITE.contrastWith(brand.primary()) >= 4.5 ? brand.primary() : of(DEEP);
        set(TOP_BG, back);
        set(TOP_INK, WHITE);
        set(TOP_INK_2, fit(primary.lightness(0.86).chroma(0.015), List.of(back), 5, STEP));
        set(TOP_MARK, fit(accent, List.of(back), 4.6, STEP));
        set(TOP_LINE, back);
    }

    /** Walks the lightness until the contrast holds on every background; black or white when it never does. */
    private static Colour fit(Oklch from, List<Colour> backgrounds, double contrast, double step) {
        for (double lightness = from.lightness(); lightness >= 0 && lightness <= 1; lightness += step) {
            Colour colour = from.lightness(lightness).toColour();
            if (backgrounds.stream().allMatch(background -> colour.contrastWith(background) >= contrast)) {
                return colour;
            }
        }
        return step < 0 ? BLACK : WHITE;
    }

    /** White if it can be read, else the tinted near-black, else black: one of white and black always reaches 4.5. */
    private static Colour bestOn(Colour background, Colour nearBlack) {
        if (WHITE.contrastWith(background) >= 4.5) {
            return WHITE;
        }
        return nearBlack.contrastWith(background) >= 4.5 ? nearBlack : BLACK;
    }

    private List<Colour> surfacesOfFields() {
        return List.of(of(PAPER), of(CARD), of(SUNK), of(SOFT));
    }

    private List<Colour> allSurfaces() {
        var all = new ArrayList<>(surfacesOfFields());
        all.add(of(SOFT_2));
        return all;
    }

    private Colour neutral(double lightness) {
        return neutral(lightness, tint);
    }

    private Colour neutral(double lightness, double chroma) {
        return soil.lightness(lightness).chroma(chroma).toColour();
    }

    private void set(Token token, Colour colour) {
        colours.put(token, colour);
    }

    private Colour of(Token token) {
        return Objects.requireNonNull(colours.get(token), () -> token + " is not derived yet");
    }
}
