package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.identity.Audience;
import dk.bykassen.identity.IdentityProviders;
import dk.bykassen.identity.NumberRule;
import dk.bykassen.identity.Provider;
import dk.bykassen.tenant.Tenants;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.opentest4j.TestAbortedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A town whose staff and citizens sign in with a real Keycloak: {@code ./bykassen test keycloak}. */
@Journey
@Order(13)
@EnabledIfSystemProperty(named = "bykassen.keycloak", matches = ".+")
class KeycloakTest {

    private static final Keycloak.User SARA = new Keycloak.User("sara", "Sara", "Dahl", "customer-service");
    private static final Keycloak.User ERIK = new Keycloak.User("erik", "Erik", "Bruun", "auditor", "administrator");
    private static final Keycloak.User GURLI = new Keycloak.User("gurli", "Gurli", "Have", "gardener");
    private static final Keycloak.User ULLA = new Keycloak.User("ulla", "Ulla", "Bak");

    private static Keycloak keycloak;

    private final JourneyTown town;

    KeycloakTest(JourneyTown town) {
        this.town = town;
    }

    @BeforeAll
    static void aRealmOfTheTown(JourneyTown town) {
        try {
            keycloak = Keycloak.start(
                    Path.of(System.getProperty("bykassen.keycloak")),
                    town.origin("bypark"),
                    List.of("desk", "citizens"),
                    List.of(SARA, ERIK, GURLI, ULLA));
        } catch (TestAbortedException e) {
            System.out.println("SKIPPED: " + e.getMessage());
            throw e;
        }
        IdentityProviders providers = town.bean(IdentityProviders.class);
        town.in("bypark", () -> {
            providers.add(provider("staff", "desk").forAudience(Audience.STAFF));
            providers.add(provider("town-login", "citizens"));
            return true;
        });
    }

    @AfterAll
    static void end() throws Exception {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    @Test
    void theRolesOfTheRealmAreTheRolesAtTheDesk() {
        Guest sara = signIn(SARA);
        sara.isAt("/staff");
        assertThat(sara.page().locator("body")).containsText("Sara Dahl");
        assertThat(sara.page().locator("body")).containsText(sara.t("staff.role.customer-service"));

        Guest erik = signIn(ERIK);
        assertThat(erik.page().locator("body")).containsText("Erik Bruun");
        assertThat(erik.page().locator("main")).containsText(erik.t("staff.role.administrator"));
        assertThat(erik.page().locator("main")).containsText(erik.t("staff.role.auditor"));
    }

    @Test
    void aRoleTheTownDoesNotKnowOpensNothing() {
        for (Keycloak.User nobody : List.of(GURLI, ULLA)) {
            Guest guest = signIn(nobody);
            guest.sees(guest.t("staff.refused.no-role.title"));
            assertThat(guest.status("/staff")).isEqualTo(403);
        }
    }

    /** Keycloak still knows her, so that she need not type anything; once it does not, she must. */
    @Test
    void aSessionThatRanOutComesBackToTheSamePage() {
        Guest sara = signIn(SARA);
        runOut();
        sara.open("/staff?lang=da").isAt("/staff/sign-in");
        pressDesk(sara);
        sara.isAt("/staff");

        keycloak.signEverybodyOut();
        runOut();
        sara.open("/staff").isAt("/staff/sign-in");
        pressDesk(sara);
        assertThat(sara.page().locator("#password")).isVisible();
    }

    @Test
    void signingOutEndsTheSessionAtKeycloakToo() {
        Guest sara = signIn(SARA);
        sara.page().locator("form[action='/staff/sign-out'] button").first().click();
        sara.isAt("/staff/signed-out");
        sara.open("/staff").isAt("/staff/sign-in");
        pressDesk(sara);
        assertThat(sara.page().locator("#password")).isVisible();
    }

    @Test
    void aNewSigningKeyBetweenTwoSignInsIsLearnt() {
        signIn(SARA).isAt("/staff");
        List<String> before = keycloak.signingKeys();
        keycloak.changeSigningKey();
        assertThat(keycloak.signingKeys()).isNotEmpty().doesNotContainAnyElementsOf(before);

        signIn(ERIK).isAt("/staff");
    }

    /** The same realm vouches for a citizen at another client; that opens nothing at the desk. */
    @Test
    void aCitizenSignsInWithKeycloakAndIsNoStaff() {
        Guest ulla = town.guestAt("bypark").open("/sign-in?to=/payment-methods");
        ulla.page().locator("main a[href*='/sign-in/town-login']").click();
        credentials(ulla, ULLA).passGates();
        assertThat(ulla.page().locator("header")).containsText("Ulla Bak");
        ulla.open("/staff").isAt("/staff/sign-in");
    }

    private Guest signIn(Keycloak.User user) {
        Guest guest = town.guestAt("bypark").open("/staff/sign-in");
        pressDesk(guest);
        return credentials(guest, user);
    }

    private static void pressDesk(Guest guest) {
        guest.page().locator("main a[href*='/sign-in/staff']").click();
    }

    private static Guest credentials(Guest guest, Keycloak.User user) {
        guest.page().fill("#username", user.name());
        guest.page().fill("#password", user.password());
        guest.page().locator("#kc-login").click();
        return guest;
    }

    /** The desk's sessions were last used an hour ago. */
    private void runOut() {
        town.in(
                "bypark",
                () -> town.bean(TransactionTemplate.class)
                        .execute(status -> town.bean(JdbcClient.class)
                                .sql("""
                                update staff.session
                                set created_at = created_at - interval '1 hour',
                                    last_seen_at = last_seen_at - interval '1 hour'
                                where tenant_id = :tenant
                                """)
                                .param("tenant", Tenants.current().id())
                                .update()));
    }

    private static Provider provider(String id, String client) {
        return new Provider(
                id,
                "Keycloak",
                keycloak.issuer(),
                new Provider.Endpoints(
                        keycloak.endpoint("authorization_endpoint"),
                        keycloak.endpoint("token_endpoint"),
                        keycloak.endpoint("userinfo_endpoint"),
                        keycloak.endpoint("jwks_uri"),
                        keycloak.endpoint("end_session_endpoint"),
                        null),
                new Provider.Client(client, Keycloak.SECRET, List.of("openid", "profile", "email"), Map.of()),
                NumberRule.UNUSED,
                // Keycloak's own: 1 for who has just proved it, 0 for who is still signed in there.
                List.of("0", "1"),
                2,
                Audience.CITIZEN);
    }
}
