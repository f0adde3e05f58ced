package dk.bykassen.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Details;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking citizens up, opening the page of one for a reason, and correcting what is on file. */
class PeopleTest extends DeskTown {

    private static final Locale DANISH = Locale.of("da");

    private Person karen;
    private Visitor bo;

    @BeforeEach
    void karenIsKnown() {
        karen = known(
                town,
                NewPerson.named("Karen Ågot", "Holm-Ødegård", DANISH)
                        .withNumber(PersonNumber.danish("740583-1012").orElseThrow())
                        .withContact("karen@example.com", "+4520100001")
                        .withAddress("Fjordvej 8", "9999", "Fjordby"));
        bo = member(Role.CUSTOMER_SERVICE);
    }

    @Test
    void aCitizenIsFoundByNameAddressAndNumberInAnySpelling() {
        for (String typed : List.of(
                "karen",
                "HOLM",
                "ødegård",
                "ØDE",
                "karen holm",
                "Holm Karen",
                "karen@example.com",
                "KAREN@Example.com",
                "20100001",
                "+45 20 10 00 01",
                "004520100001")) {
            Answer found = search(bo, typed);
            assertThat(found.body()).as(typed).contains("Karen Ågot Holm-Ødegård", "740583-••••", "Fjordby");
        }
        for (String typed : List.of("740583-1012", "7405831012")) {
            Answer found = post(bo, "/staff/people", Map.of("q", typed));
            assertThat(found.location()).as(typed).isEqualTo("/staff/people/" + karen.publicId());
        }
    }

    @Test
    void nobodyIsListedForNothing() {
        for (String typed : List.of("", " ", "k", "%", "_", "%%%", "@", "aren", "xyz", "2010000", "karen@", "740583")) {
            assertThat(search(bo, typed).body()).as(typed).doesNotContain("Karen Ågot");
        }
        assertThat(bo.get("/staff/people?s=" + "a".repeat(5_000)).status()).isEqualTo(200);
        assertThat(bo.get("/staff/people?s=%F0%9F%90%9F%D8%A7").status()).isEqualTo(200);
        assertThat(search(bo, "<script>alert(1)</script>").body()).doesNotContain("<script>alert");
    }

    @Test
    void nothingThatWasTypedStandsInAnAddress() {
        for (String typed : List.of("Karen", "karen@example.com", "20100001")) {
            String address = post(bo, "/staff/people", Map.of("q", typed)).location();
            assertThat(address).startsWith("/staff/people?s=").doesNotContain(typed);
            // It can be reloaded, by the one who looked.
            assertThat(bo.get(address).body()).contains("Karen Ågot");
            assertThat(bo.get(address).body()).contains("Karen Ågot");
            assertThat(member(Role.CUSTOMER_SERVICE).get(address).body()).doesNotContain("Karen Ågot");
        }
        assertThat(bo.get("/staff/people?q=Karen").body()).doesNotContain("Karen Ågot");

        Answer unknown = post(bo, "/staff/people", Map.of("q", "620281-1015"));

        assertThat(unknown.location()).isEqualTo("/staff/people/none");
        assertThat(bo.get("/staff/people/none").body()).contains("Ingen har det personnummer");
    }

    @Test
    void atMostFiftyAreShownInTheOrderOfTheAlphabet() {
        for (int i = 0; i < 52; i++) {
            known(town, NewPerson.named("Anders", "Å" + i, DANISH));
        }
        known(town, NewPerson.named("Anders", "Bech", DANISH));

        String body = search(bo, "anders").body();

        assertThat(body.split("/staff/people/[0-9a-f-]{36}", -1)).hasSize(51);
        assertThat(body).contains("Der er flere end 50").contains("Anders Bech");
        assertThat(body.indexOf("Anders Bech")).isLessThan(body.indexOf("Anders Å"));
    }

    @Test
    void peopleOfAnotherTownAreNotThere() {
        Tenant other = foundTown();
        Person foreign = known(other, NewPerson.named("Fremmed", "Borger", DANISH));

        assertThat(search(bo, "fremmed").body()).contains("Ingen hedder det");
        assertThat(bo.get("/staff/people/" + foreign.publicId()).status()).isEqualTo(404);
        assertThat(post(bo, "/staff/people/" + foreign.publicId() + "/reason", Map.of("reason", "contact"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void thePageOpensOnlyForAReasonAndForThisSessionAlone() {
        String page = "/staff/people/" + karen.publicId();
        assertThat(bo.get(page).body()).contains("Hvorfor åbner du").doesNotContain("karen@example.com", "Fjordvej");

        assertThat(post(bo, page + "/reason", Map.of()).status()).isEqualTo(422);
        assertThat(post(bo, page + "/reason", Map.of("reason", "curious")).status())
                .isEqualTo(422);
        assertThat(post(bo, page + "/reason", Map.of("reason", "other")).body())
                .contains("Fejl:", "Skriv med få ord hvorfor");
        assertThat(post(bo, page + "/reason", Map.of("reason", "case", "words", "Sag 26/1234"))
                        .location())
                .isEqualTo(page);
        assertThat(bo.get(page).body()).contains("karen@example.com", "Fjordvej 8", "740583-••••");

        Visitor again = member(Role.CUSTOMER_SERVICE);
        assertThat(again.get(page).body()).contains("Hvorfor åbner du");
        inTown(() -> transactions.execute(
                status -> jdbc.sql("""
                update staff.opening
                set given_at = given_at - interval '31 minutes', until = until - interval '31 minutes'
                where tenant_id = :tenant
                """).param("tenant", town.id()).update()));
        assertThat(bo.get(page).body()).contains("Hvorfor åbner du");
    }

    @Test
    void everySearchAndEveryPageLeavesALineTheCitizenCanRead() {
        open(bo, "contact");
        search(bo, "karen");

        assertThat(lines("staff.person.seen")).containsExactly("Bo Jensen contact - " + karen.publicId());
        assertThat(lines("staff.people.searched")).containsExactly("Bo Jensen - - " + karen.publicId());
        assertThat(ask(String.class, "select string_agg(detail::text, '') from audit.entry"))
                .doesNotContain("karen", "Holm");
    }

    @Test
    void aProtectedAddressIsShownToNobody() {
        inTown(() -> transactions.execute(
                status -> jdbc.sql("update identity.person set is_protected = true where tenant_id = :tenant")
                        .param("tenant", town.id())
                        .update()));
        open(bo, "contact");

        assertThat(search(bo, "karen").body()).contains("Beskyttet").doesNotContain(">Fjordby<");
        assertThat(bo.get("/staff/people/" + karen.publicId()).body())
                .contains("må ikke oplyses")
                .doesNotContain("Fjordvej");
        assertThat(bo.get("/staff/people/" + karen.publicId() + "/change").body())
                .doesNotContain("Fjordvej");
        assertThat(change(bo, Map.of("address", "Omvej 1", "why", "Prøver")).status())
                .isEqualTo(303);
        assertThat(now().address()).isEqualTo("Fjordvej 8");
    }

    @Test
    void aCorrectionSaysWhoWhyAndWhatAndTellsTheOldAddress() {
        open(bo, "correction");

        Answer changed = change(
                bo,
                Map.of(
                        "lastName", "Holm",
                        "email", "Ny.Karen@Example.com",
                        "mobile", "+45 20 10 00 09",
                        "city", "Nyby",
                        "why", "Ringede og viste pas"));

        assertThat(changed.location()).isEqualTo("/staff/people/" + karen.publicId());
        assertThat(now().name()).isEqualTo("Karen Ågot Holm");
        assertThat(now().email()).isEqualTo("ny.karen@example.com");
        assertThat(now().emailConfirmedAt()).isNull();
        assertThat(lines("staff.person.corrected"))
                .containsExactly("Bo Jensen correction Ringede og viste pas " + karen.publicId());
        assertThat(ask(
                        String.class,
                        "select string_agg(changes::text, ' ') from audit.entry where actor_kind = 'staff'"))
                .contains("Holm-Ødegård", "Fjordby", "Nyby", "karen@example.com", "+4520100001");
        // One to the old address, one to the old number.
        assertThat(ask(Long.class, "select count(*) from message.message")).isEqualTo(2);
    }

    @Test
    void twoWhoCorrectTheSamePersonNoticeEachOther() {
        open(bo, "correction");
        Map<String, String> form = form(Map.of("lastName", "Fra Bo", "why", "Gift"));
        inTown(() -> people.change(
                dk.bykassen.audit.Actor.citizen(karen.publicId()),
                karen.id(),
                karen.version(),
                new Details(
                        "Karen", "Fra Karen", null, null, null, null, DANISH, "Fjordvej 8", "9999", "Fjordby", null),
                karen.email(),
                karen.mobile()));

        Answer outdated = post(bo, "/staff/people/" + karen.publicId() + "/change", form);

        assertThat(outdated.status()).isEqualTo(422);
        assertThat(outdated.body()).contains("Nogen har rettet oplysningerne imens", "Karen Fra Karen", "Fra Bo");
        assertThat(now().lastName()).isEqualTo("Fra Karen");
    }

    @Test
    void badInputIsRefusedInWordsAndKept() {
        open(bo, "correction");

        Answer refused = change(
                bo,
                Map.of(
                        "firstName",
                        "",
                        "lastName",
                        "",
                        "email",
                        "no@where",
                        "mobile",
                        "12",
                        "address",
                        "x".repeat(201)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "Skriv mindst et navn",
                        "Skriv en e-mailadresse",
                        "Skriv et mobilnummer",
                        "Skriv højst 200 tegn")
                .contains("hvorfor du retter", "value=\"no@where\"");
        assertThat(now().version()).isEqualTo(karen.version());
    }

    @Test
    void whoMayLookMayNotThereforeChangeAndNothingIsChangedWithoutAReason() {
        Visitor cashier = member(town, "Rikke Hald", Role.CASHIER);
        open(cashier, "payment");
        assertThat(cashier.get("/staff/people/" + karen.publicId()).body()).doesNotContain("Ret oplysninger");
        assertThat(change(cashier, Map.of("lastName", "Stjålet", "why", "Fordi"))
                        .status())
                .isEqualTo(403);

        assertThat(change(bo, Map.of("lastName", "Stjålet", "why", "Fordi")).location())
                .isEqualTo("/staff/people/" + karen.publicId());
        assertThat(now().lastName()).isEqualTo("Holm-Ødegård");
    }

    @Test
    void aCitizenWhoseTelephoneWasStolenIsSignedOutEverywhere() {
        Visitor thief = citizen("740583-1012");
        assertThat(thief.get("/profile").status()).isEqualTo(200);
        String end = "/staff/people/" + karen.publicId() + "/sessions/end";

        post(bo, end, Map.of());
        assertThat(thief.get("/profile").status()).isEqualTo(200);
        open(bo, "access");
        assertThat(post(bo, end, Map.of()).location()).isEqualTo("/staff/people/" + karen.publicId());

        assertThat(thief.get("/profile").location()).startsWith("/sign-in");
        assertThat(lines("staff.person.signed-out")).hasSize(1);
    }

    private Answer search(Visitor visitor, String typed) {
        return visitor.get(post(visitor, "/staff/people", Map.of("q", typed)).location());
    }

    private void open(Visitor visitor, String reason) {
        String page = "/staff/people/" + karen.publicId();
        assertThat(post(visitor, page + "/reason", Map.of("reason", reason)).location())
                .isEqualTo(page);
        assertThat(visitor.get(page).status()).isEqualTo(200);
    }

    private Answer change(Visitor visitor, Map<String, String> wish) {
        return post(visitor, "/staff/people/" + karen.publicId() + "/change", form(wish));
    }

    private Map<String, String> form(Map<String, String> wish) {
        var form = new HashMap<>(Map.of(
                "version", Integer.toString(now().version()),
                "firstName", "Karen Ågot",
                "lastName", "Holm-Ødegård",
                "address", "Fjordvej 8",
                "postcode", "9999",
                "city", "Fjordby",
                "email", "karen@example.com",
                "mobile", "20100001"));
        form.putAll(wish);
        return form;
    }

    private Person now() {
        return inTown(() -> people.byPublicId(karen.publicId()).orElseThrow());
    }

    private Person known(Tenant at, NewPerson person) {
        return TestTown.<Person, RuntimeException>in(at, () -> people.create(person));
    }

    private List<String> lines(String action) {
        return inTown(() -> transactions.execute(status ->
                jdbc.sql("""
                select concat_ws(' ', actor_name, coalesce(reason_kind, '-'), coalesce(reason, '-'), person)
                from audit.entry
                where action = :action
                order by id
                """).param("action", action).query(String.class).list()));
    }
}
