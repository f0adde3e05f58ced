package dk.bykassen.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.tenant.Tenants;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Coming in, going out, and who keeps the list of those who may. */
class MembersTest extends DeskTown {

    @Test
    void whoComesInSeesTheirNameAndWhatTheyMayDo() {
        Visitor bo = browser();
        Answer start = bo.get("/staff/users");
        assertThat(start.location()).isEqualTo("/staff/sign-in?to=%2Fstaff%2Fusers");
        assertThat(bo.get(start.location()).body()).contains("/sign-in/staff?to=%2Fstaff%2Fusers");

        Answer arrived = comeBack(
                bo,
                bo.get("/sign-in/staff?to=/staff/users"),
                directory,
                "staff",
                Map.of("sub", "bo", "name", "Bo Jensen", "roles", List.of("administrator")));

        assertThat(arrived.location()).isEqualTo("/staff/users");
        assertThat(arrived.setCookies())
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-desk=")
                        .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/"));
        assertThat(bo.get("/staff/users").body()).contains("Bo Jensen", "Administrator", "Log af");
        assertThat(bo.get("/staff/sign-in").location()).isEqualTo("/staff");
    }

    @Test
    void nobodyIsSentOutOfTheDeskAfterSigningIn() {
        for (String to :
                Set.of("https://evil.example/", "//evil.example", "/accounts", "/staff/sign-out", "/staffing")) {
            Visitor visitor = browser();
            Answer arrived = comeBack(
                    visitor,
                    visitor.get("/sign-in/staff?to="
                            + java.net.URLEncoder.encode(to, java.nio.charset.StandardCharsets.UTF_8)),
                    directory,
                    "staff",
                    Map.of("sub", "bo", "name", "Bo Jensen", "roles", List.of("auditor")));
            assertThat(arrived.location()).as(to).isEqualTo("/staff");
        }
    }

    @Test
    void aCitizenNeverBecomesStaffWhateverTheTokenSays() {
        Visitor citizen = browser();
        comeBack(
                citizen,
                eid,
                "mitid",
                Map.of(
                        "sub",
                        "k",
                        "dk.cpr",
                        "740583-1012",
                        "mitid.identity_name",
                        "Karen Holm",
                        "roles",
                        List.of("administrator")));

        assertThat(citizen.cookies()).containsKey("__Host-session").doesNotContainKey("__Host-desk");
        assertThat(citizen.get("/staff").location()).startsWith("/staff/sign-in");
        assertThat(ask(Long.class, "select count(*) from staff.member")).isZero();
    }

    @Test
    void staffNeverBecomeCitizensWhateverTheTokenSays() {
        Visitor staff = browser();
        comeBack(
                staff,
                directory,
                "staff",
                Map.of("sub", "k", "dk.cpr", "740583-1012", "name", "Karen Holm", "roles", List.of("cashier")));

        assertThat(staff.cookies()).containsKey("__Host-desk").doesNotContainKey("__Host-session");
        assertThat(staff.get("/payment-methods").location()).startsWith("/sign-in");
        assertThat(ask(Long.class, "select count(*) from identity.person")).isZero();
    }

    @Test
    void theCookieOfOneIsNoCookieOfTheOther() {
        Visitor member = member(Role.values());
        Visitor forged = browser();
        forged.cookies().put("__Host-session", String.valueOf(member.cookies().get("__Host-desk")));
        assertThat(forged.get("/payment-methods").status()).isEqualTo(303);

        Visitor citizen = citizen("740583-1012");
        Visitor other = browser();
        other.cookies().put("__Host-desk", String.valueOf(citizen.cookies().get("__Host-session")));
        assertThat(other.get("/staff").status()).isEqualTo(303);
    }

    @Test
    void oneBrowserMayBeBothAndEachFormNeedsItsOwnToken() {
        Visitor both = citizen("740583-1012");
        signIn(both, "Bo Jensen", List.of("administrator"));
        String citizens = both.get("/payment-methods").csrf();
        String desks = both.get("/staff").csrf();

        assertThat(both.post("/staff/sign-out", Map.of("_csrf", citizens)).status())
                .isEqualTo(403);
        assertThat(both.post("/staff/sign-out", Map.of()).status()).isEqualTo(403);
        assertThat(both.post("/sign-out", Map.of("_csrf", desks)).status()).isEqualTo(403);

        assertThat(both.post("/staff/sign-out", Map.of("_csrf", desks)).status())
                .isEqualTo(303);
        assertThat(both.get("/staff").status()).isEqualTo(303);
        assertThat(both.get("/payment-methods").status()).isEqualTo(200);
    }

    @Test
    void signingOutEndsTheDirectorysSessionToo() {
        Visitor bo = member(Role.AUDITOR);
        String token = String.valueOf(bo.cookies().get("__Host-desk"));

        Answer out = bo.post("/staff/sign-out", Map.of("_csrf", bo.get("/staff").csrf()));

        assertThat(out.location()).startsWith(directory.issuer() + "/logout?id_token_hint=ey");
        assertThat(out.sentAlong().get("post_logout_redirect_uri")).endsWith("/staff/signed-out");
        bo.cookies().put("__Host-desk", token);
        assertThat(bo.get("/staff").status()).isEqualTo(303);
        assertThat(bo.get("/staff/signed-out").body()).contains("Du er logget af");
    }

    @Test
    void eachSignInHasATokenOfItsOwnAndEndsTheOneBefore() {
        Visitor bo = member(Role.AUDITOR);
        String first = String.valueOf(bo.cookies().get("__Host-desk"));
        signIn(bo, "Bo Jensen", List.of("auditor"));

        assertThat(bo.cookies().get("__Host-desk")).isNotEqualTo(first);
        Visitor old = browser();
        old.cookies().put("__Host-desk", first);
        assertThat(old.get("/staff").status()).isEqualTo(303);
    }

    @Test
    void rolesAreReadAnewAtEachSignInAndCountInEveryBrowser() {
        Visitor first = member(town, "Bo Jensen", Role.ADMINISTRATOR);
        assertThat(first.get("/staff/users").status()).isEqualTo(200);

        signIn(browser(), "Bo Jensen", List.of("auditor", "something-else"));

        assertThat(first.get("/staff/users").status()).isEqualTo(403);
        Visitor admin = member(town, "Torben Hede", Role.ADMINISTRATOR);
        assertThat(admin.get("/staff/users").body()).contains("Uden betydning her: something-else", "Revisor");
    }

    @Test
    void anIdleSessionAndAnOldOneAreOver() {
        Visitor bo = member(Role.AUDITOR);
        run("update staff.session set created_at = created_at - interval '1 hour', "
                + "last_seen_at = last_seen_at - interval '31 minutes'");
        assertThat(bo.get("/staff").status()).isEqualTo(303);

        Visitor again = member(Role.AUDITOR);
        run("update staff.session set created_at = created_at - interval '9 hours', "
                + "expires_at = expires_at - interval '9 hours' where ended_at is null");
        assertThat(again.get("/staff").status()).isEqualTo(303);
    }

    @Test
    void anAdministratorEndsAMembersSessions() {
        Visitor bo = member(town, "Bo Jensen", Role.CASHIER);
        Visitor admin = member(town, "Torben Hede", Role.ADMINISTRATOR);
        String id = ask(String.class, "select public_id::text from staff.member where name = 'Bo Jensen'");

        assertThat(post(admin, "/staff/users/" + id + "/end-sessions", Map.of()).status())
                .isEqualTo(303);

        assertThat(bo.get("/staff").status()).isEqualTo(303);
        assertThat(ask(String.class, "select actor_name from audit.entry where action = 'staff.sessions-ended'"))
                .isEqualTo("Torben Hede");
    }

    @Test
    void aNewWordGivesARoleOnlyAfterItWasConfirmed() {
        Visitor bo = browser();
        signIn(bo, "Bo Jensen", List.of("GRP-Kantine"));
        Visitor admin = member(town, "Torben Hede", Role.ADMINISTRATOR);

        Answer question = admin.get("/staff/roles/change?claim=GRP-Kantine&role=cashier");
        assertThat(question.body()).contains("Skal GRP-Kantine give rollen Kasserer?", "Bo Jensen");
        assertThat(bo.get("/staff").status()).isEqualTo(403);

        var wish = Map.of("act", "add", "claim", "GRP-Kantine", "role", "cashier");
        assertThat(post(admin, "/staff/roles/change", wish).location()).isEqualTo("/staff/roles");
        assertThat(bo.get("/staff").status()).isEqualTo(200);
        assertThat(ask(Long.class, "select count(*) from audit.entry where action = 'staff.role.mapped'"))
                .isEqualTo(1);

        post(admin, "/staff/roles/change", Map.of("act", "remove", "claim", "GRP-Kantine", "role", "cashier"));
        assertThat(bo.get("/staff").status()).isEqualTo(403);
    }

    @Test
    void theLastAdministratorCannotBeTakenAway() {
        Visitor admin = member(town, "Torben Hede", Role.ADMINISTRATOR);
        var add = Map.of("act", "add", "claim", "nobody-has-this", "role", "administrator");
        post(admin, "/staff/roles/change", add);
        var remove = Map.of("act", "remove", "claim", "administrator", "role", "administrator");

        Answer refused = post(admin, "/staff/roles/change", remove);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Fejl:", "den sidste administrator");
        assertThat(admin.get("/staff/users").status()).isEqualTo(200);

        signIn(browser(), "Mette Bro", List.of("nobody-has-this"));
        assertThat(post(admin, "/staff/roles/change", remove).status()).isEqualTo(303);
        assertThat(admin.get("/staff/users").status()).isEqualTo(403);
    }

    @Test
    void aWordThatIsNoneAndARoleThatIsNoneAreRefusedInWords() {
        Visitor admin = member(town, "Torben Hede", Role.ADMINISTRATOR);

        assertThat(admin.get("/staff/roles/change?claim=&role=king").body())
                .contains("Skriv ordet fra medarbejderlogin", "Vælg en rolle");
        assertThat(admin.get("/staff/roles/change?claim=" + "x".repeat(201) + "&role=cashier")
                        .status())
                .isEqualTo(422);
        assertThat(admin.get("/staff/roles/change?role=cashier&claim=%3Cscript%3E")
                        .body())
                .doesNotContain("<script>");
    }

    @Test
    void aTownThatHasNoDirectoryYetSaysSo() {
        var bare = dk.bykassen.TestTown.found(founding);

        assertThat(browser(bare).get("/staff/sign-in").body()).contains("Medarbejdere kan ikke logge ind her endnu");
    }

    @Test
    void aRefusedSignInLeadsBackToTheStaffsPage() {
        Visitor bo = browser();
        Answer start = bo.get("/sign-in/staff");
        Answer back = bo.get("/sign-in/staff/callback?error=access_denied&state="
                + start.sentAlong().get("state"));

        assertThat(back.location()).isEqualTo("/staff/sign-in?why=aborted");
        assertThat(bo.get(back.location()).body()).contains("Du afbrød");
        assertThat(bo.get("/staff/sign-in?why=%3Cb%3E").body())
                .contains("Det lykkedes ikke")
                .doesNotContain("<b>");
    }

    private void run(String sql) {
        inTown(() -> transactions.execute(status -> jdbc.sql(sql + (sql.contains(" where ") ? " and" : " where")
                        + " tenant_id = " + Tenants.current().id())
                .update()));
    }
}
