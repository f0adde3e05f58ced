package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A chip is lost, blocked in two taps, found again, and opened by somebody who proved who they are. */
class CardsTest extends CardTown {

    @LocalServerPort
    int port;

    @Autowired
    Doorway doorway;

    private Visitor browser;

    @BeforeEach
    void signIn() {
        browser = signedIn(karen);
    }

    @Test
    void aBlockedChipStaysBlockedHoweverOftenItIsSaid() {
        assertThat(browser.get("/accounts").body()).contains(path("block"), "Spær chip");
        assertThat(browser.get(path("block")).body()).contains("Spær Emils chip", "vent to-tre dage", "8D40B2F3");

        assertThat(post(browser, "block").location()).isEqualTo("/accounts");
        assertThat(chip().status()).isEqualTo(Chip.Status.BLOCKED);
        assertThat(post(browser, "block").status()).isEqualTo(303);

        assertThat(browser.get("/accounts").body()).contains("Spærret", path("activate"));
        assertThat(browser.get(path("block")).location()).isEqualTo("/accounts");
        assertThat(deeds()).containsExactly("card.chip.blocked");
    }

    @Test
    void openingItAgainWantsAFreshSignIn() {
        post(browser, "block");
        age(Duration.ofMinutes(11));

        Answer asked = browser.get(path("activate"));
        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.location()).startsWith("/sign-in?fresh");
        assertThat(post(browser, "activate").location()).startsWith("/sign-in?fresh");
        assertThat(chip().status()).isEqualTo(Chip.Status.BLOCKED);

        age(Duration.ofMinutes(9));
        assertThat(browser.get(path("activate")).body()).contains("Aktiver Emils chip");
        assertThat(post(browser, "activate").location()).isEqualTo("/accounts");
        assertThat(chip().status()).isEqualTo(Chip.Status.ACTIVE);
        assertThat(deeds()).containsExactly("card.chip.blocked", "card.chip.activated");
    }

    @Test
    void aChildMayBlockTheOwnChipAndTheGuardianOpensIt() {
        with(() -> jdbc.sql("update identity.person set birth_date = ? where tenant_id = ? and id = ?")
                .params(LocalDate.of(2014, 9, 3), town.id(), emil.id())
                .update());
        Visitor his = signedIn(emil);
        post(his, "block");
        assertThat(chip().status()).isEqualTo(Chip.Status.BLOCKED);

        assertThat(his.get(path("activate")).status()).isEqualTo(404);
        assertThat(post(his, "activate").status()).isEqualTo(404);
        post(browser, "activate");
        assertThat(chip().status()).isEqualTo(Chip.Status.ACTIVE);
    }

    @Test
    void whoeverPaysIntoAGrownUpsAccountDoesNotDecideOverIt() {
        with(() -> jdbc.sql("update identity.person set birth_date = ? where tenant_id = ? and id = ?")
                .params(LocalDate.of(1990, 9, 3), town.id(), emil.id())
                .update());
        Person jens = with(() -> {
            Person friend = people.create(NewPerson.named("Jens", "Holm", DANISH));
            issuing.link(friend.id(), account().id(), MyAccount.Kind.LINKED);
            return friend;
        });
        Visitor his = signedIn(jens);
        post(his, "block");
        assertThat(chip().status()).isEqualTo(Chip.Status.BLOCKED);

        assertThat(his.get(path("activate")).status()).isEqualTo(404);
        assertThat(post(his, "activate").status()).isEqualTo(404);
        assertThat(post(signedIn(emil), "activate").location()).isEqualTo("/accounts");
        assertThat(chip().status()).isEqualTo(Chip.Status.ACTIVE);
    }

    @Test
    void aReplacedChipIsNotOpenedAgain() {
        with(() -> jdbc.sql("update card.chip set status = 'replaced' where tenant_id = ?")
                .param(town.id())
                .update());
        assertThat(browser.get(path("activate")).location()).isEqualTo("/accounts");
        post(browser, "activate");
        assertThat(chip().status()).isEqualTo(Chip.Status.REPLACED);
    }

    @Test
    void nobodyElseBlocksIt() {
        Person jens = with(() -> people.create(NewPerson.named("Jens", "Holm", DANISH)));
        Visitor his = signedIn(jens);

        assertThat(his.get(path("block")).status()).isEqualTo(404);
        assertThat(post(his, "block").status()).isEqualTo(404);
        assertThat(chip().status()).isEqualTo(Chip.Status.ACTIVE);
    }

    private Answer post(Visitor visitor, String what) {
        return visitor.post(path(what), Map.of("_csrf", visitor.get("/accounts").csrf()));
    }

    private String path(String what) {
        return "/accounts/" + account().publicId() + "/cards/" + chip().publicId() + "/" + what;
    }

    private Chip chip() {
        return account().chips().getFirst();
    }

    /** Makes every session of the town begin so long ago. */
    private void age(Duration ago) {
        with(() -> jdbc.sql("update identity.session set created_at = ? where tenant_id = ?")
                .params(Timestamp.from(Instant.now().minus(ago)), town.id())
                .update());
    }

    private List<String> deeds() {
        return with(() -> jdbc.sql("""
                select action from audit.entry
                where tenant_id = ? and actor_kind = 'citizen' and subject = ?
                order by id
                """)
                .params(town.id(), chip().publicId().toString())
                .query(String.class)
                .list());
    }

    private Visitor signedIn(Person person) {
        var visitor = new Visitor(port, town.hosts().getFirst());
        TestTown.in(town, () -> {
            doorway.signIn(town, person, visitor);
            return true;
        });
        return visitor;
    }
}
