package dk.bykassen.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How e-mail address and mobile number are proved and changed. */
class ContactTest extends ProfileTown {

    private static final String ELSEWHERE = "somewhere.else@example.com";

    @Test
    void majaConfirmsBothAndGoesOnWhereSheWanted() {
        ask(browser, "email");
        assertThat(written("code")).containsExactly("email maja.friis@example.com");
        Answer first = confirm(browser, "email", codes.newest(town), "/payment-methods");
        assertThat(first.location()).isEqualTo("/profile/contact?to=%2Fpayment-methods");

        ask(browser, "sms");
        Answer second = confirm(browser, "sms", codes.newest(town), "/payment-methods");
        assertThat(second.location()).isEqualTo("/payment-methods");
        assertThat(read(maja).isConfirmed(Channel.EMAIL)).isTrue();
        assertThat(read(maja).isConfirmed(Channel.SMS)).isTrue();
        assertThat(browser.get("/profile/contact").body()).contains("Begge er bekræftet");
    }

    @Test
    void aWrongCodeSaysHowManyTriesAreLeftAndFiveEndIt() {
        ask(browser, "email");
        String code = codes.newest(town);
        String wrong = code.equals("000000") ? "000001" : "000000";
        assertThat(confirm(browser, "email", wrong, "").body()).contains("Koden passer ikke. Du har 4 forsøg tilbage");
        assertThat(confirm(browser, "email", "12 34", "").body()).contains("Skriv kodens 6 cifre");
        for (int i = 0; i < 3; i++) {
            confirm(browser, "email", wrong, "");
        }
        assertThat(confirm(browser, "email", wrong, "").body()).contains("Koden kan ikke bruges mere");
        assertThat(confirm(browser, "email", code, "").body()).contains("Koden kan ikke bruges mere");
        assertThat(read(maja).isConfirmed(Channel.EMAIL)).isFalse();
    }

    @Test
    void aCodeOfAnotherPersonProvesNothing() {
        Person jens = create(NewPerson.named("Jens", "Friis", DANISH).withContact("maja.friis@example.com", null));
        ask(browser, "email");
        String majas = codes.newest(town);
        Visitor his = signedIn(jens);
        assertThat(confirm(his, "email", majas, "").body()).contains("Koden kan ikke bruges mere");
        assertThat(read(jens).isConfirmed(Channel.EMAIL)).isFalse();
        assertThat(confirm(browser, "email", majas, "").status()).isEqualTo(303);
    }

    @Test
    void aCodeWorksOnceAndForTenMinutes() throws SQLException {
        ask(browser, "email");
        String old = codes.newest(town);
        ageCodes(Duration.ofMinutes(11));
        assertThat(confirm(browser, "email", old, "").body()).contains("Koden kan ikke bruges mere");

        ask(browser, "email");
        String code = codes.newest(town);
        assertThat(confirm(browser, "email", code, "").status()).isEqualTo(303);
        assertThat(confirm(browser, "email", code, "").status()).isEqualTo(422);
    }

    @Test
    void theWaitForANewCodeIsToldInWords() throws SQLException {
        ask(browser, "sms");
        assertThat(browser.get("/profile/contact").body()).containsPattern("kan du få en ny om [0-9]+ sekunder");
        Answer soon = post(browser, "/profile/contact/code", Map.of("channel", "sms"));
        assertThat(soon.status()).isEqualTo(422);
        assertThat(soon.body()).containsPattern("Der er lige sendt en kode. Du kan få en ny om [0-9]+ sekunder");

        for (int wait : new int[] {31, 61, 121}) {
            ageCodes(Duration.ofSeconds(wait));
            ask(browser, "sms");
        }
        assertThat(browser.get("/profile/contact").body()).contains("kan du få en ny om 5 minutter");
    }

    @Test
    void aChangedAddressIsUnprovedAndTheOldOneIsTold() {
        ask(browser, "email");
        confirm(browser, "email", codes.newest(town), "");

        Answer changed = change(browser, "email", "  Maja+ny@BLÅBÆR.dk ");
        assertThat(changed.location()).isEqualTo("/profile/contact");
        assertThat(read(maja).email()).isEqualTo("maja+ny@xn--blbr-roah.dk");
        assertThat(read(maja).isConfirmed(Channel.EMAIL)).isFalse();
        assertThat(written("contact-changed")).containsExactly("email maja.friis@example.com");
        assertThat(browser.get("/profile/contact").body()).contains("maja+ny@blåbær.dk", "Ikke bekræftet");

        // The code went to the new one at once.
        assertThat(confirm(browser, "email", codes.newest(town), "").status()).isEqualTo(303);
        assertThat(read(maja).isConfirmed(Channel.EMAIL)).isTrue();
    }

    @Test
    void aCodeToTheOldAddressDoesNotProveTheNewOne() {
        ask(browser, "sms");
        String toTheOld = codes.newest(town);
        change(browser, "sms", "0045 20 10 00 09");
        assertThat(read(maja).mobile()).isEqualTo("+4520100009");
        assertThat(written("contact-changed")).containsExactly("sms +4520100004");
        assertThat(confirm(browser, "sms", toTheOld, "").status()).isEqualTo(422);
        assertThat(read(maja).isConfirmed(Channel.SMS)).isFalse();
    }

    @Test
    void whoeverProvesANumberLastOwnsItAndTheFormerOwnerIsToldByMail() throws SQLException {
        ask(browser, "sms");
        confirm(browser, "sms", codes.newest(town), "");
        ageCodes(Duration.ofSeconds(31));
        Person newOwner = create(NewPerson.named("Liv", "Dahl", DANISH).withContact(null, "+4520100004"));
        Visitor hers = signedIn(newOwner);
        ask(hers, "sms");
        confirm(hers, "sms", codes.newest(town), "");

        assertThat(read(newOwner).isConfirmed(Channel.SMS)).isTrue();
        assertThat(read(maja).isConfirmed(Channel.SMS)).isFalse();
        assertThat(read(maja).mobile()).isEqualTo("+4520100004");
        assertThat(written("contact-taken")).containsExactly("email maja.friis@example.com");
    }

    @Test
    void somebodyWithoutAMobileAddsOne() {
        Person newcomer = create(NewPerson.named("Ny", "Borger", DANISH));
        Visitor theirs = signedIn(newcomer);
        assertThat(theirs.get("/profile/contact").body()).contains("Vi har intet mobilnummer til dig");
        change(theirs, "sms", "20 10 00 07");
        assertThat(written("contact-changed")).isEmpty();
        assertThat(confirm(theirs, "sms", codes.newest(town), "").status()).isEqualTo(303);
        assertThat(read(newcomer).isConfirmed(Channel.SMS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "email, '', Skriv din e-mailadresse",
        "email, maja@, Skriv e-mailadressen",
        "email, 😀@example.com, Skriv e-mailadressen",
        "email, 'maja@example.com, jens@example.com', Skriv e-mailadressen",
        "sms, '', Skriv dit mobilnummer",
        "sms, 1234, Skriv et mobilnummer",
        "sms, +4520100004000, Skriv et mobilnummer"
    })
    void whatIsNoAddressIsRefusedInWordsAndKept(String channel, String typed, String words) {
        Answer refused = change(browser, channel, typed);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains(words);
        assertThat(read(maja).email()).isEqualTo("maja.friis@example.com");
    }

    @Test
    void headersCannotBeSmuggledInThroughAnAddress() {
        Answer refused = change(browser, "email", "maja@example.com\r\nBcc: all@example.com");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(written("code")).isEmpty();
    }

    @Test
    void theWayOnNeverLeavesThePortal() {
        for (String to : List.of("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)")) {
            String page = browser.get("/profile/contact?to="
                            + java.net.URLEncoder.encode(to, java.nio.charset.StandardCharsets.UTF_8))
                    .body();
            assertThat(page).doesNotContain("href=\"" + to, "value=\"" + to);
            assertThat(confirm(browser, "email", "000000", to).headers().firstValue("Location"))
                    .isEmpty();
        }
    }

    @Test
    void aChangeInTheProfileTellsTheOldAddressAsWell() {
        Map<String, String> form = opened(browser);
        form.put("email", ELSEWHERE);
        form.put("mobile", "+45 20100005");
        assertThat(post(browser, "/profile/edit", form).location()).isEqualTo("/profile/contact");
        assertThat(written("contact-changed"))
                .containsExactlyInAnyOrder("email maja.friis@example.com", "sms +4520100004");
    }

    @Test
    void anUnknownChannelIsNotFound() {
        assertThat(post(browser, "/profile/contact/code", Map.of("channel", "pigeon"))
                        .status())
                .isEqualTo(404);
    }

    private void ask(Visitor visitor, String channel) {
        assertThat(post(visitor, "/profile/contact/code", Map.of("channel", channel))
                        .status())
                .isEqualTo(303);
    }

    private Answer confirm(Visitor visitor, String channel, String code, String to) {
        return post(visitor, "/profile/contact/confirm", Map.of("channel", channel, channel + "-code", code, "to", to));
    }

    @Test
    void anAddressIsChangedAfterAFreshSignInAlone() {
        ageSessions();
        assertThat(change(browser, "email", "thief@example.org").location()).startsWith("/sign-in?fresh");
        assertThat(change(browser, "sms", "20 10 00 99").location()).startsWith("/sign-in?fresh");
        assertThat(read(maja).email()).isEqualTo("maja.friis@example.com");
        assertThat(read(maja).mobile()).isEqualTo("+4520100004");
        assertThat(written("contact-changed")).isEmpty();
    }

    private Answer change(Visitor visitor, String channel, String address) {
        return post(visitor, "/profile/contact/address", Map.of("channel", channel, channel + "-address", address));
    }
}
