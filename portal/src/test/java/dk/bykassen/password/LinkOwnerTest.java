package dk.bykassen.password;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Channel;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Links to a new password that came to somebody they are not for, or not for any more. */
class LinkOwnerTest extends PasswordTown {

    private static final String FRESH = "Regnbue_over5broer";

    @Test
    void guessesSentSideBySideDoNotShareATry() throws Exception {
        ask(MOBILE);
        settle();
        String link = newestLink();
        try (var guessers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> guesses = IntStream.range(0, 24)
                    .<Callable<Answer>>mapToObj(i -> () -> visitor()
                            .post(link, Map.of("new", FRESH, "again", FRESH, "email", "guess" + i + "@example.com")))
                    .toList();
            guessers.invokeAll(guesses);
        }
        assertThat(tries()).isEqualTo(5);
        assertThat(browser.post(link, Map.of("new", FRESH, "again", FRESH, "email", EMAIL))
                        .status())
                .isEqualTo(410);
    }

    @Test
    void whoeverHoldsTheNumberLearnsNoWordsOfItsFormerOwner() throws Exception {
        ask(MOBILE);
        settle();
        String link = newestLink();
        Map<String, String> aboutMaja =
                Map.of("new", EMAIL + "_1", "again", EMAIL + "_1", "email", "guess@example.com");
        Map<String, String> aboutNobody = Map.of(
                "new", "olga.dahl@example.com_1", "again", "olga.dahl@example.com_1", "email", "guess@example.com");

        assertThat(browser.post(link, aboutMaja).body())
                .isEqualTo(browser.post(link, aboutNobody).body());
        // Its owner is told.
        var own = new HashMap<>(aboutMaja);
        own.put("email", EMAIL);
        assertThat(browser.post(link, own).status()).isEqualTo(422);
        assertThat(passwordIsStill(PASSWORD)).isTrue();
    }

    @Test
    void aNameOfAnOlderSystemOpensNothingOfWhoeverCameInWithAnEid() throws Exception {
        var bo = customer("Bo", "Berg", "bo.berg@example.com", "+4520100055");
        ask("bo.berg@example.com");
        settle();
        String early = newestLink();
        bindEid(bo.id());
        assertThat(visitor().get(early).status()).isEqualTo(410);
        assertThat(choose(early, FRESH).status()).isEqualTo(410);

        for (String name : List.of("bo.berg@example.com", "+4520100055")) {
            ask(name);
        }
        settle();
        assertThat(written()).containsExactlyInAnyOrder("new-password email", "no-password email", "no-password sms");
        assertThat(signIn(browser, "bo.berg@example.com", FRESH).status()).isEqualTo(422);
    }

    @Test
    void aLinkInAMailboxItsPersonGaveUpOpensNothing() throws Exception {
        ask(EMAIL);
        settle();
        String link = newestLink();
        inTown(() -> {
            people.changeContact(maja.id(), Channel.EMAIL, "maja@example.org");
            people.proveContact(maja.id(), Channel.EMAIL, "maja@example.org");
            return true;
        });
        assertThat(visitor().get(link).status()).isEqualTo(410);
        assertThat(choose(link, FRESH).status()).isEqualTo(410);
        assertThat(signIn(browser, "maja@example.org", PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aLinkDoesNotTakeANameBackFromItsNewOwner() throws Exception {
        ask(EMAIL);
        settle();
        String link = newestLink();
        var ida = customer("Ida", "Friis", "ida.friis@example.com", "+4520100057");
        inTown(() -> {
            people.changeContact(ida.id(), Channel.EMAIL, EMAIL);
            people.proveContact(ida.id(), Channel.EMAIL, EMAIL);
            passwords.set(ida.id(), FRESH);
            return true;
        });
        assertThat(choose(link, "Anden_gang9gange").status()).isEqualTo(410);
        assertThat(signIn(visitor(), EMAIL, FRESH).status()).isEqualTo(303);
    }

    private int tries() {
        return inTown(() -> transactions.execute(status -> jdbc.sql("select max(tries) from password.renewal")
                .query(Integer.class)
                .single()));
    }

    private boolean passwordIsStill(String password) {
        return signIn(visitor(), EMAIL, password).status() == 303;
    }

    private void bindEid(long person) {
        inTown(() -> transactions.execute(status -> jdbc.sql("""
                        insert into identity.way (tenant_id, issuer, subject, person_id, linked_at)
                        values (:tenant, 'https://eid.example', 'subject', :person, :now)
                        """)
                .param("tenant", town.id())
                .param("person", person)
                .param("now", Timestamp.from(Instant.now()))
                .update()));
    }

    private Answer ask(String name) {
        return visitor().post("/forgotten-password", Map.of("name", name));
    }

    private Answer choose(String link, String password) {
        return browser.post(link, Map.of("new", password, "again", password));
    }
}
