package dk.bykassen.web;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.theme.Colour;
import dk.bykassen.web.theme.Palette;
import dk.bykassen.web.theme.Theme;
import dk.bykassen.web.theme.ThemeBrand;
import dk.bykassen.web.theme.Token;
import java.util.Locale;

/** A tenant's colours, as {@code #rrggbb}, for where no style sheet reaches: mails. The same proven contrasts as on pages. */
public record PlainColours(
        String paper,
        String card,
        String line,
        String ink,
        String quietInk,
        String brand,
        String onBrand,
        String link) {

    public static PlainColours of(Tenant tenant) {
        Tenant.Brand brand = tenant.brand();
        Palette light = Theme.of(new ThemeBrand(
                        Colour.of(brand.primary()),
                        Colour.of(brand.accent()),
                        ThemeBrand.Header.valueOf(brand.header().toUpperCase(Locale.ROOT)),
                        brand.radius(),
                        ThemeBrand.Tint.valueOf(brand.tint().toUpperCase(Locale.ROOT))))
                .light();
        return new PlainColours(
                light.colour(Token.PAPER).toString(),
                light.colour(Token.CARD).toString(),
                light.colour(Token.LINE).toString(),
                light.colour(Token.INK).toString(),
                light.colour(Token.INK_2).toString(),
                light.colour(Token.BRAND).toString(),
                light.colour(Token.ON_BRAND).toString(),
                light.colour(Token.BRAND_INK).toString());
    }
}
