package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Details;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** <i>Brugeroplysninger</i>: who sees and changes what of the one who holds an account. */
class DetailsTest extends CardBrowser {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"((?:was-[a-z-]+)|version)\" value=\"([^\"]*)\"");

    @BeforeEach
    void emilIsAPupilWithAnAddress() {
        emilIsBorn(LocalDate.of(2014, 9, 3));
        change(emil, "+4533123456", "Strandvej 1", "9000", "Aalborg");
        with(() -> {
            people.changeContact(emil.id(), dk.bykassen.identity.Channel.EMAIL, "emil.holm@example.com");
            return true;
        });
    }

    @Test
    void aGuardianSeesWhoHoldsTheAccountWithEveryChip() {
        String page = signedIn(karen).get(home() + "/details").body();

        assertThat(page)
                .contains("Brugeroplysninger for Emil", "Emil Holm", "Strandvej 1", "9000", "Aalborg")
                .contains("emil.holm@example.com", "33\u00a012\u00a034\u00a056", "8D40B2F3", "Aktiv", "30118204")
                .doesNotContain("name=\"email\"", "name=\"mobile\"");
    }

    @Test
    void aGuardianChangesTheChildsAddressAndTheOldOneStaysInTheTrail() {
        Visitor browser = signedIn(karen);
        Map<String, String> form = opened(browser);
        form.put("private-phone", "");
        form.put("address", "Havnegade 7, 2. th.");
        form.put("postcode", " 9000 ");
        form.put("city", "Aalborg");

        Answer saved = browser.post(home() + "/details", form);

        assertThat(saved.location()).isEqualTo(home() + "/details");
        Person now = emilNow();
        assertThat(now.address()).isEqualTo("Havnegade 7, 2. th.");
        assertThat(now.postcode()).isEqualTo("9000");
        assertThat(now.privatePhone()).isNull();
        assertThat(now.email()).isEqualTo("emil.holm@example.com");
        assertThat(with(() -> jdbc.sql("""
                select changes::text from audit.entry
                where tenant_id = ? and action = 'identity.person.changed' and actor = ?
                """)
                        .params(town.id(), karen.publicId().toString())
                        .query(String.class)
                        .single()))
                .contains("Strandvej 1", "Havnegade 7, 2. th.");
    }

    @Test
    void whatIsTypedWrongIsToldAndKept() {
        Visitor browser = signedIn(karen);
        Map<String, String> form = opened(browser);
        form.put("private-phone", "12");
        form.put("postcode", "midtbyen");
        form.put("address", "x".repeat(201));

        Answer refused = browser.post(home() + "/details", form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains(
                        "<title>Fejl:",
                        "Skriv et telefonnummer, der findes",
                        "Skriv et postnummer",
                        "value=\"midtbyen\"")
                .contains("Der er plads til højst 200 tegn");
        assertThat(emilNow().postcode()).isEqualTo("9000");
    }

    @Test
    void twoParentsWhoChangeItAtOnceLoseNothing() {
        Visitor hers = signedIn(karen);
        Visitor his = signedIn(acting("Jens", MyAccount.Kind.GUARDIAN));
        Map<String, String> first = opened(hers);
        Map<String, String> second = opened(his);
        first.put("address", "Havnegade 7");
        second.put("private-phone", "98 10 20 30");
        assertThat(hers.post(home() + "/details", first).status()).isEqualTo(303);

        Answer overtaken = his.post(home() + "/details", second);

        assertThat(overtaken.status()).isEqualTo(422);
        assertThat(overtaken.body()).contains("ændret et andet sted", "value=\"Havnegade 7\"", "value=\"98 10 20 30\"");
        assertThat(emilNow().privatePhone()).isEqualTo("+4533123456");
    }

    @Test
    void theHolderChangesTheirOwn() {
        emilIsBorn(LocalDate.of(1990, 9, 3));
        Visitor his = signedIn(emil);
        assertThat(his.get(home() + "/details").body()).contains("Dine brugeroplysninger", "/profile/contact");
        Map<String, String> form = opened(his);
        form.put("city", "Nørresundby");

        assertThat(his.post(home() + "/details", form).status()).isEqualTo(303);
        assertThat(emilNow().city()).isEqualTo("Nørresundby");
    }

    @Test
    void whoeverMerelyPaysInSeesANameAndTheChips() {
        Visitor browser = signedIn(acting("Mette", MyAccount.Kind.LINKED));

        assertThat(browser.get(home() + "/details").body())
                .contains("Emil Holm", "8D40B2F3")
                .doesNotContain("Strandvej", "emil.holm@example.com", "33\u00a012", "name=\"address\"");
        assertThat(send(browser, home() + "/details", Map.of("version", version(), "address", "Et andet sted"))
                        .status())
                .isEqualTo(404);
        assertThat(emilNow().address()).isEqualTo("Strandvej 1");
    }

    @Test
    void aProtectedAddressIsReadByItsOwnerAloneAndOverwrittenByNobodyElse() {
        with(() -> jdbc.sql("update identity.person set is_protected = true where tenant_id = ? and id = ?")
                .params(town.id(), emil.id())
                .update());
        Visitor browser = signedIn(karen);
        assertThat(browser.get(home() + "/details").body())
                .contains("Adressen er beskyttet")
                .doesNotContain("Strandvej", "9000", "name=\"address\"");
        Map<String, String> form = opened(browser);
        form.put("private-phone", "98 10 20 30");
        form.put("address", "Et andet sted");

        assertThat(browser.post(home() + "/details", form).status()).isEqualTo(303);

        assertThat(emilNow().privatePhone()).isEqualTo("+4598102030");
        assertThat(emilNow().address()).isEqualTo("Strandvej 1");
        assertThat(signedIn(emil).get(home() + "/details").body()).contains("Strandvej 1");
    }

    private Map<String, String> opened(Visitor browser) {
        String page = browser.get(home() + "/details").body();
        var form = new HashMap<String, String>();
        HIDDEN.matcher(page).results().forEach(field -> {
            form.put(field.group(1), field.group(2));
            form.put(field.group(1).replace("was-", ""), field.group(2));
        });
        form.put("_csrf", browser.get("/accounts").csrf());
        return form;
    }

    private String version() {
        return Integer.toString(emilNow().version());
    }

    private Person emilNow() {
        return with(() -> people.find(emil.id()).orElseThrow());
    }

    private void change(Person person, String phone, String address, String postcode, String city) {
        with(() -> {
            Person now = people.find(person.id()).orElseThrow();
            Details was = Details.of(now);
            return people.change(
                            dk.bykassen.audit.Actor.system(),
                            person.id(),
                            now.version(),
                            new Details(
                                    was.firstName(),
                                    was.lastName(),
                                    was.birthDate(),
                                    was.gender(),
                                    phone,
                                    was.workPhone(),
                                    was.language(),
                                    address,
                                    postcode,
                                    city,
                                    was.company()),
                            now.email(),
                            now.mobile())
                    instanceof People.Changed;
        });
    }
}
