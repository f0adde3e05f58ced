package dk.bykassen.web.theme;

/** A tenant's colours by day and by night. */
public record Theme(int radius, Palette light, Palette dark) {

    /** Derives the theme; {@link ThemeProof} tells whether it keeps every promise before it is saved. */
    public static Theme of(ThemeBrand brand) {
        return new Theme(brand.radius(), new Derivation(brand, false).palette(), new Derivation(brand, true).palette());
    }
}
