package dk.bykassen.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.audit.Actor;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.message.MayContact;
import dk.bykassen.profile.Consent.Purpose;
import dk.bykassen.profile.Consent.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people agree to, when they are asked, and what is made of their answers. */
class ConsentsTest extends ProfileTown {

    private static final List<String> PAGES = List.of(
            "/profile",
            "/profile/edit",
            "/profile/contact",
            "/profile/consents",
            "/profile/services",
            "/payment-methods");

    @Autowired
    MayContact mayContact;

    @Autowired
    Consents consents;

    @Autowired
    ProfileReunion reunion;

    @Test
    void nobodyGetsPastTheStatementWithoutAgreeing() {
        publishStatement(1, "Vi passer på dine oplysninger.");
        for (String page : PAGES) {
            assertThat(browser.get(page).location()).isEqualTo("/profile/statement?to=" + page.replace("/", "%2F"));
        }
        assertThat(post(browser, "/profile/edit", Map.of("first-name", "X")).location())
                .startsWith("/profile/statement");
        assertThat(browser.get("/terms").status()).isEqualTo(200);

        String asked = browser.get("/profile/statement?to=%2Fpayment-methods").body();
        assertThat(asked).contains("Vi passer på dine oplysninger.", "version 1", "Nej tak, log af");
        Answer unticked = accept(Map.of("version", "1", "to", "/payment-methods"));
        assertThat(unticked.status()).isEqualTo(422);
        assertThat(unticked.body()).contains("Sæt kryds for at sige ja");

        Answer agreed = accept(Map.of("version", "1", "accept", "yes", "to", "/payment-methods"));
        assertThat(agreed.location()).isEqualTo("/profile/contact?to=%2Fpayment-methods");
        for (String page : PAGES) {
            assertThat(browser.get(page).status()).isEqualTo(200);
        }
        assertThat(count("profile.consent where purpose = 'privacy' and version = 1 and session_id is not null"))
                .isEqualTo(1);
    }

    @Test
    void aNewVersionIsAskedForAgainAndSaysWhatWasAgreedToBefore() {
        publishStatement(1, "Vi passer på dine oplysninger.");
        accept(Map.of("version", "1", "accept", "yes"));
        assertThat(browser.get("/profile").status()).isEqualTo(200);
        Visitor elsewhere = signedIn(maja);
        assertThat(elsewhere.get("/profile").status()).isEqualTo(200);

        publishStatement(2, "Nu passer vi endnu bedre på dem.");
        assertThat(browser.get("/profile").location()).startsWith("/profile/statement");
        assertThat(browser.get("/profile/statement").body())
                .contains(
                        "Privatlivspolitikken er ændret",
                        "Version 2 gælder fra den",
                        "Du sagde ja til version 1 den",
                        "Læs den igen");
        accept(Map.of("version", "2", "accept", "yes"));
        assertThat(browser.get("/profile").status()).isEqualTo(200);
        assertThat(elsewhere.get("/profile").status()).isEqualTo(200);
        assertThat(browser.get("/profile/consents").body()).contains("Du sagde ja til version 2 den");
    }

    @Test
    void whatIsSentWhenAVersionComesOutIsNotLost() {
        publishStatement(1, "Vi passer på dine oplysninger.");
        accept(Map.of("version", "1", "accept", "yes"));
        Map<String, String> form = opened(browser);
        publishStatement(2, "Nu passer vi endnu bedre på dem.");
        form.put("city", "Dragør");
        assertThat(post(browser, "/profile/edit", form).location()).isEqualTo("/profile");
        assertThat(read(maja).city()).isEqualTo("Dragør");
        assertThat(browser.get("/profile").location()).startsWith("/profile/statement");
    }

    @Test
    void nobodyAgreesToAVersionTheyHaveNotSeen() {
        publishStatement(1, "Vi passer på dine oplysninger.");
        publishStatement(2, "Nu passer vi endnu bedre på dem.");
        Answer late = accept(Map.of("version", "1", "accept", "yes"));
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body()).contains("nyere version");
        assertThat(count("profile.consent")).isZero();
    }

    @Test
    void theStatementsWayOnNeverLeavesThePortal() {
        publishStatement(1, "Vi passer på dine oplysninger.");
        Answer agreed = accept(Map.of("version", "1", "accept", "yes", "to", "//evil.example/"));
        assertThat(agreed.location()).isEqualTo("/profile/contact");
    }

    @Test
    void answersAreKeptTakenBackAndShownWithTheirHistory() {
        assertThat(browser.get("/profile/consents").body()).contains("Du har ikke svaret");
        save(Map.of("email", "yes", "sms", "no"));
        save(Map.of("email", "no", "sms", "no"));
        save(Map.of("email", "no", "sms", "no"));

        String page = browser.get("/profile/consents").body();
        assertThat(page).contains("Du sagde nej den", "Dine svar gennem tiden", "Her på portalen");
        assertThat(count("profile.consent")).isEqualTo(3);
        assertThat(in(() -> consents.history(maja.id())).stream().map(Consent::given))
                .containsExactly(false, false, true);
    }

    @Test
    void advertisingNeedsAChannelThatWasAgreedTo() {
        Answer refused = save(Map.of("advertising", "yes", "email", "no", "sms", "no"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Sig ja til e-mail eller sms, hvis du vil have reklame");
        assertThat(count("profile.consent")).isZero();
        assertThat(save(Map.of("advertising", "yes", "email", "yes")).status()).isEqualTo(303);
    }

    @Test
    void whatIsSentRespectsTheAnswers() {
        assertThat(may(MayContact.Purpose.NECESSARY)).isEqualTo("email sms");
        assertThat(may(MayContact.Purpose.SERVICE)).isEqualTo("email sms");
        assertThat(may(MayContact.Purpose.ADVERTISING)).isEmpty();

        save(Map.of("email", "no", "sms", "yes", "advertising", "yes"));
        assertThat(may(MayContact.Purpose.NECESSARY)).isEqualTo("email sms");
        assertThat(may(MayContact.Purpose.SERVICE)).isEqualTo("sms");
        assertThat(may(MayContact.Purpose.ADVERTISING)).as("an unproved number").isEmpty();
        in(() -> people.proveContact(maja.id(), dk.bykassen.identity.Channel.SMS, "+4520100004"));
        assertThat(may(MayContact.Purpose.ADVERTISING)).isEqualTo("sms");

        save(Map.of("email", "no", "sms", "yes", "advertising", "no"));
        assertThat(may(MayContact.Purpose.ADVERTISING)).isEmpty();
    }

    @Test
    void noAnswerIsEverChanged() {
        save(Map.of("email", "yes"));
        for (String sql : List.of("update profile.consent set given = false", "delete from profile.consent")) {
            assertThatThrownBy(() -> in(
                            () -> transactions.execute(status -> jdbc.sql(sql).update())))
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void answersGivenElsewhereAreTakenOverOnce() {
        publishStatement(1, "Vi passer på dine oplysninger.");
        for (int i = 0; i < 2; i++) {
            in(() -> {
                consents.takeOver(Actor.system(), maja.id(), maja.publicId(), Purpose.PRIVACY, true, Source.IMPORT);
                return true;
            });
        }
        assertThat(browser.get("/profile").status()).isEqualTo(200);
        assertThat(count("profile.consent")).isEqualTo(1);
    }

    @Test
    void whoTurnsOutToBeTwoPersonsKeepsTheLatestAnswerOfBoth() {
        Person same = create(NewPerson.named("Maja", "Friis", DANISH));
        save(Map.of("email", "yes", "sms", "yes"));
        post(signedIn(same), "/profile/consents", Map.of("email", "no"));
        for (int i = 0; i < 2; i++) {
            in(() -> transactions.execute(status -> {
                reunion.move(maja.id(), same.id());
                return true;
            }));
        }
        assertThat(in(() -> consents.of(same.id())).get(Purpose.EMAIL).given()).isFalse();
        assertThat(in(() -> consents.of(same.id())).get(Purpose.SMS).given()).isTrue();
        assertThat(in(() -> consents.history(same.id()))).hasSize(3);
    }

    private Answer accept(Map<String, String> form) {
        return post(browser, "/profile/statement", form);
    }

    private Answer save(Map<String, String> form) {
        return post(browser, "/profile/consents", form);
    }

    private String may(MayContact.Purpose purpose) {
        Optional<String> email = in(() -> mayContact.byEmail(maja.id(), purpose));
        Optional<String> sms = in(() -> mayContact.bySms(maja.id(), purpose));
        return ((email.isPresent() ? "email " : "") + (sms.isPresent() ? "sms" : "")).strip();
    }
}
