package dk.bykassen.web;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.tenant.TermsLibrary;
import dk.bykassen.tenant.Wordings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What every tenant tells everybody. */
@Controller
@Open
class PublicPagesController {

    /** When the accessibility statement was last gone through; the law asks for once a year at least. */
    private static final LocalDate ACCESSIBILITY_REVIEWED = LocalDate.of(2026, 11, 21);

    /** Nothing personal is found by a search engine: it cannot sign in, and should not try. */
    private static final String ROBOTS = """
            User-agent: *
            Disallow: /accounts
            Disallow: /api/
            Disallow: /hooks/
            Disallow: /payment-methods
            Disallow: /payments/
            Disallow: /profile
            Disallow: /sign-in
            Disallow: /sign-out
            Disallow: /terms/
            Disallow: /*?lang=
            """;

    private final ObjectProvider<PrepaidFacts> facts;
    private final Wordings wordings;
    private final TermsLibrary library;

    PublicPagesController(ObjectProvider<PrepaidFacts> facts, Wordings wordings, TermsLibrary library) {
        this.facts = facts;
        this.wordings = wordings;
        this.library = library;
    }

    @GetMapping("/")
    Page front() {
        return page("web/front");
    }

    @GetMapping("/help")
    Page help() {
        return page("web/help");
    }

    @GetMapping("/contact")
    Page contact(HttpServletRequest request) {
        return page("web/contact").with("hours", words("contact.hours", request));
    }

    @GetMapping("/privacy")
    Page privacy(HttpServletRequest request) {
        return page("web/privacy")
                .with(
                        "statement",
                        library.inForce("privacy", Languages.of(request)).orElse(null));
    }

    @GetMapping("/accessibility")
    Page accessibility() {
        return Page.of("web/accessibility").with("reviewed", ACCESSIBILITY_REVIEWED);
    }

    @GetMapping("/robots.txt")
    void robots(HttpServletResponse response) throws IOException {
        byte[] rules = ROBOTS.getBytes(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=3600");
        response.setContentType("text/plain;charset=UTF-8");
        response.setContentLength(rules.length);
        response.getOutputStream().write(rules);
    }

    private Page page(String template) {
        Tenant tenant = Tenants.current();
        PrepaidFacts known = facts.getIfAvailable();
        return Page.of(template)
                .with("front", FrontPage.of(tenant))
                .with("eid", tenant.country() == Tenant.Country.DK ? "MitID" : "ID-porten")
                .with("facts", known == null ? null : known.find().orElse(null));
    }

    private @Nullable String words(String key, HttpServletRequest request) {
        return wordings.find(key, Languages.of(request)).orElse(null);
    }
}
