package dk.bykassen.demo;

import dk.bykassen.identity.Audience;
import dk.bykassen.identity.IdentityProviders;
import dk.bykassen.identity.NumberRule;
import dk.bykassen.identity.Provider;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The towns' agreements with the simulated eID brokers. Written at every start, since the simulator may have moved to
 * another port.
 */
@Component
class SignInSeed {

    private static final String MITID_LEVEL = "https://data.gov.dk/concept/core/nsis/";

    private final IdentityProviders providers;
    private final DemoOptions options;

    SignInSeed(IdentityProviders providers, DemoOptions options) {
        this.providers = providers;
        this.options = options;
    }

    /** For the town that is bound. */
    void plant(Town town) {
        switch (town.slug()) {
            case "fjordby" -> providers.add(mitId(town, "mitid", List.of("openid", "mitid", "ssn"), NumberRule.GIVEN));
            case "klosterby" ->
                providers.add(mitId(town, "mitid-nocpr", List.of("openid", "mitid"), NumberRule.ASKED)
                        .matchingNumbersAt(options.simulator() + "/eid/mitid-nocpr/cpr-match"));
            case "bypark" -> providers.add(mitId(town, "mitid-nocpr", List.of("openid", "mitid"), NumberRule.UNUSED));
            default -> providers.add(idPorten(town));
        }
        providers.add(directory(town));
    }

    /** The directory of those who work for the town. */
    private Provider directory(Town town) {
        return provider(
                        town,
                        "staff",
                        town.slug().equals("nidby") ? "ansattkonto" : "medarbejderkonto",
                        "staff",
                        List.of("openid", "profile", "email"),
                        Map.of(),
                        NumberRule.UNUSED,
                        List.of("password", "mfa"))
                .forAudience(Audience.STAFF);
    }

    private Provider mitId(Town town, String issuer, List<String> scopes, NumberRule rule) {
        return provider(
                town,
                "mitid",
                "MitID",
                issuer,
                scopes,
                Map.of("idp_values", "mitid"),
                rule,
                List.of(MITID_LEVEL + "Substantial", MITID_LEVEL + "High"));
    }

    private Provider idPorten(Town town) {
        return provider(
                town,
                "idporten",
                "ID-porten",
                "idporten",
                List.of("openid", "profile"),
                Map.of("acr_values", "idporten-loa-substantial"),
                NumberRule.GIVEN,
                List.of("idporten-loa-substantial", "idporten-loa-high"));
    }

    private Provider provider(
            Town town,
            String id,
            String name,
            String path,
            List<String> scopes,
            Map<String, String> parameters,
            NumberRule rule,
            List<String> levels) {
        String issuer = options.simulator() + "/eid/" + path;
        return new Provider(
                id,
                name,
                issuer,
                Provider.Endpoints.under(issuer),
                new Provider.Client("bykassen-" + town.slug(), "demo-secret-" + town.slug(), scopes, parameters),
                rule,
                levels,
                1,
                Audience.CITIZEN);
    }
}
