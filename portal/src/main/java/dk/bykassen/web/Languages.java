package dk.bykassen.web;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/**
 * The language of a page: what the visitor chose, else the tenant's own. The browser's wish is not asked: a town speaks to
 * its people in its language until they choose another.
 */
public final class Languages {

    static final String COOKIE = "lang";

    private Languages() {}

    public static Locale of(HttpServletRequest request) {
        Tenant tenant = Tenants.current();
        Cookie chosen = Cookies.find(request, COOKIE);
        return chosen == null ? tenant.language() : offered(tenant, chosen.getValue());
    }

    static Locale offered(Tenant tenant, String code) {
        return tenant.languages().stream()
                .filter(language -> language.getLanguage().equals(code))
                .findFirst()
                .orElse(tenant.language());
    }

    /** A language's name in that language. */
    public static String ownName(Locale language) {
        return switch (language.getLanguage()) {
            case "da" -> "Dansk";
            case "nb" -> "Norsk bokmål";
            default -> "English";
        };
    }
}
