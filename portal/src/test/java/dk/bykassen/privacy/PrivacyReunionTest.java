package dk.bykassen.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.ReunionDesk;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Karen turns out to be somebody else here as well, and had asked for something as one of the two. */
class PrivacyReunionTest extends PrivacyTown {

    @Autowired
    ReunionDesk desk;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatOneOfTwoAskedForDoesNotHappenToBoth(boolean karenStays) {
        Visitor browser = browserOf(karen);
        String csrf = browser.get("/profile/export").csrf();
        browser.post("/profile/delete", Map.of("_csrf", csrf));
        browser.post("/profile/export", Map.of("_csrf", csrf));
        assertThat(strings("select state from privacy.erasure")).containsExactly("waiting");
        assertThat(strings("select state from privacy.export")).containsExactly("asked");

        Person other = with(() -> people.create(NewPerson.named("Karen Fjordhild", "Ørnebjerg", DANISH)));
        Person stays = karenStays ? karen : other;
        desk.unite(town, karenStays ? other : karen, stays);

        assertThat(strings("select state from privacy.erasure")).containsExactly("undone");
        assertThat(strings("select state from privacy.export")).isEmpty();
        assertThat(browserOf(stays).get("/profile/delete").body()).doesNotContain("Din konto bliver slettet");
    }
}
