package dk.bykassen.web;

import dk.bykassen.tenant.Logos;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.theme.Colour;
import dk.bykassen.web.theme.Theme;
import dk.bykassen.web.theme.ThemeBrand;
import dk.bykassen.web.theme.ThemeCss;
import dk.bykassen.web.theme.Token;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The files behind every page: the kit, which all tenants share, and each tenant's theme and logos. */
@Component
class Looks {

    private final Logos logos;
    private final Map<String, Asset> assets = new ConcurrentHashMap<>();
    /** By tenant and brand, so that a changed brand is a new look. */
    private final Map<Key, Look> looks = new ConcurrentHashMap<>();

    private final Asset font;
    private final Asset kit;
    private final Asset liveScript;
    private final Asset sessionScript;
    private final Asset watchScript;

    private record Key(int tenant, Tenant.Brand brand) {}

    Looks(Logos logos) {
        this.logos = logos;
        font = keep(Asset.of("figtree-subset.woff2", kitFile("figtree-subset.woff2")));
        String css = StyleSheet.joined("kit.css", sheet -> new String(kitFile(sheet), StandardCharsets.UTF_8))
                .replace("url(figtree-subset.woff2)", "url(" + font.url() + ")");
        kit = keep(Asset.of("kit.css", StyleSheet.compact(css).getBytes(StandardCharsets.UTF_8)));
        liveScript = keep(Asset.of("live.mjs", kitFile("live.mjs")));
        sessionScript = keep(Asset.of("session.mjs", kitFile("session.mjs")));
        watchScript = keep(Asset.of("watch.mjs", kitFile("watch.mjs")));
    }

    Look of(Tenant tenant) {
        return looks.computeIfAbsent(new Key(tenant.id(), tenant.brand()), key -> make(tenant));
    }

    /** The file at {@code /assets/{hash}/{name}}, if that content is ours. */
    Optional<Asset> find(String hash, String name) {
        return Optional.ofNullable(assets.get(hash + "/" + name));
    }

    private Look make(Tenant tenant) {
        Tenant.Brand brand = tenant.brand();
        Theme theme = Theme.of(new ThemeBrand(
                Colour.of(brand.primary()),
                Colour.of(brand.accent()),
                ThemeBrand.Header.valueOf(brand.header().toUpperCase(Locale.ROOT)),
                brand.radius(),
                ThemeBrand.Tint.valueOf(brand.tint().toUpperCase(Locale.ROOT))));
        Asset css = keep(Asset.of("theme.css", ThemeCss.of(theme).getBytes(StandardCharsets.UTF_8)));
        String logo = logo(tenant, Logos.Variant.NORMAL).orElseThrow();
        return new Look(
                kit.url(),
                css.url(),
                font.url(),
                logo,
                logo(tenant, Logos.Variant.DARK).orElse(logo),
                logo(tenant, Logos.Variant.MONO).orElse(logo),
                liveScript.url(),
                sessionScript.url(),
                watchScript.url(),
                theme.light().colour(Token.TOP_BG).toString());
    }

    private Optional<String> logo(Tenant tenant, Logos.Variant variant) {
        return logos.find(tenant, variant)
                .map(svg -> keep(Asset.of("logo-" + variant.name().toLowerCase(Locale.ROOT) + ".svg", svg))
                        .url());
    }

    private Asset keep(Asset asset) {
        assets.put(asset.hash() + "/" + asset.name(), asset);
        return asset;
    }

    private static byte[] kitFile(String name) {
        try (InputStream file = Looks.class.getResourceAsStream("/static/kit/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the kit lacks " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
