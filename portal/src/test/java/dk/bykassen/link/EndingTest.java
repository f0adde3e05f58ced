package dk.bykassen.link;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.audit.Actor;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.BecameProtected;
import dk.bykassen.identity.Person;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Access ends: by either side, at eighteen, when custody changes, and with care when an address is protected. */
class EndingTest extends LinkTown {

    @Autowired
    LinkEar ear;

    @Autowired
    Guardianships guardianships;

    @Autowired
    LinkStore links;

    @Autowired
    BecameProtected protection;

    @Test
    void whoeverIsLinkedGivesItUpInTwoTaps() {
        Visitor his = signedIn(jens);
        ask(his, EMILS, CHIP);
        String page = "/links/" + link(jens);
        assertThat(his.get("/links").body()).contains(page);
        assertThat(his.get(page).body()).contains("Din adgang til kontoen for Emil Holm", "Fjern adgangen");

        assertThat(post(his, page + "/end").location()).isEqualTo("/links");

        assertThat(acts(jens)).isFalse();
        assertThat(told(karen)).containsExactly("OTHER_ENDED", "GIVEN");
        assertThat(heard(jens)).containsExactly("GAVE_UP");
        assertThat(deeds(jens)).contains("link.ended");
        assertThat(deeds(emil)).contains("link.account.unshared");
        // The form was still open in another tab.
        assertThat(post(his, page + "/end").location()).isEqualTo("/links");
        assertThat(his.get(page).location()).isEqualTo("/links");
        assertThat(heard(jens)).hasSize(1);
        // It was theirs to give up: the card's number opens it again.
        ask(his, EMILS, CHIP);
        assertThat(acts(jens)).isTrue();
    }

    @Test
    void whoeverDecidesTakesItAwayAndTheCardAloneDoesNotBringItBack() {
        Visitor his = signedIn(jens);
        ask(his, EMILS, CHIP);
        Visitor hers = signedIn(karen);
        String page = "/links/" + link(jens);
        assertThat(hers.get(page).body()).contains("Jens Holm har adgang til Emils konto");

        post(hers, page + "/end");

        assertThat(acts(jens)).isFalse();
        assertThat(told(jens)).containsExactly("TAKEN_AWAY", "OPENED");
        assertThat(told(karen)).containsExactly("GIVEN");
        assertThat(heard(jens)).containsExactly("TAKEN_AWAY");
        assertThat(post(his, page + "/end").status()).isEqualTo(303);

        ask(his, EMILS, CHIP);
        assertThat(acts(jens)).isFalse();
        post(hers, "/links/" + request() + "/approve");
        assertThat(acts(jens)).isTrue();
    }

    @Test
    void neitherTheHolderNorAGuardianIsRemovedAndAChildRemovesNobody() {
        ask(signedIn(jens), EMILS, CHIP);
        Visitor hers = signedIn(karen);
        assertThat(post(hers, "/links/" + link(emil) + "/end").status()).isEqualTo(404);
        assertThat(hers.get("/links/" + link(karen)).body()).contains("En forælder eller værge bestemmer");
        assertThat(post(hers, "/links/" + link(karen) + "/end").status()).isEqualTo(404);
        Visitor childs = signedIn(emil);
        assertThat(childs.get("/links/" + link(jens)).body())
                .contains("Den, der bestemmer")
                .doesNotContain("/end\"");
        assertThat(post(childs, "/links/" + link(jens) + "/end").status()).isEqualTo(404);
        assertThat(post(childs, "/links/" + link(karen) + "/end").status()).isEqualTo(404);
        assertThat(post(signedIn(jens), "/links/" + link(karen) + "/end").status())
                .isEqualTo(404);
        assertThat(acts(karen) && acts(emil) && acts(jens)).isTrue();
        assertThat(heard(jens)).isEmpty();
    }

    @Test
    void aGuardiansSayEndsWithTheEighteenthBirthdayBeforeAnyJobHasRun() {
        born(LocalDate.of(2008, 11, 24));
        assertThat(decides(karen)).isTrue();
        assertThat(decides(emil)).isFalse();

        // A minute after midnight in Copenhagen, while it is the day before in London.
        clock.set("2026-11-23T23:01:00Z");
        assertThat(acts(karen)).isTrue();
        assertThat(decides(karen)).isFalse();
        assertThat(decides(emil)).isTrue();

        run(() -> work.night());
        run(() -> work.night());
        assertThat(acts(karen)).isFalse();
        assertThat(told(karen)).containsExactly("CHILD_OF_AGE");
        assertThat(told(emil)).containsExactly("OF_AGE");
        assertThat(heard(karen)).containsExactly("CAME_OF_AGE");
        // Afterwards she asks like anybody, and he answers.
        ask(signedIn(karen), EMILS, "");
        post(signedIn(emil), "/links/" + request() + "/approve");
        assertThat(acts(karen)).isTrue();
        assertThat(decides(karen)).isFalse();
    }

    @Test
    void theNightBeforeTheBirthdayChangesNothing() {
        born(LocalDate.of(2008, 11, 24));
        clock.set("2026-11-23T22:59:00Z");
        run(() -> work.night());
        assertThat(decides(karen)).isTrue();
    }

    @Test
    void whoeverWasBornOnALeapDayIsOfAgeOnTheFirstOfMarch() {
        born(LocalDate.of(2008, 2, 29));
        clock.set("2026-02-28T22:59:00Z");
        assertThat(decides(karen)).isTrue();
        clock.set("2026-02-28T23:00:00Z");
        assertThat(decides(karen)).isFalse();
    }

    @Test
    void nightsBeginAtMidnightOfTheTownAlsoWhenClocksChange() {
        run(() -> {
            assertThat(LinkJobs.midnight(java.time.Instant.parse("2026-03-28T23:00:00Z")))
                    .isEqualTo("2026-03-29T22:00:00Z");
            assertThat(LinkJobs.midnight(java.time.Instant.parse("2026-10-24T22:00:00Z")))
                    .isEqualTo("2026-10-25T23:00:00Z");
        });
    }

    @Test
    void whenCustodyChangesOneGuardianGoesAndTheOtherStays() {
        with(() -> {
            issuing.link(jens.id(), account, MyAccount.Kind.GUARDIAN);
            return true;
        });
        Actor desk = Actor.staff(UUID.randomUUID(), "Birgit Dam", List.of("customer-service"));
        UUID his = link(jens);
        with(() -> guardianships.endCustody(
                links.find(his).orElseThrow(), desk, deed -> deed.because("case", "Samværet er ændret")));

        assertThat(acts(jens)).isFalse();
        assertThat(decides(karen)).isTrue();
        assertThat(told(jens)).containsExactly("CUSTODY_ENDED");
        assertThat(told(karen)).containsExactly("OTHER_ENDED");
        assertThat(words(jens)).doesNotContain("Samværet", "Karen", "Birgit");
        assertThat(heard(jens)).containsExactly("CUSTODY_ENDED");
        // The number on the card he still knows is not enough.
        ask(signedIn(jens), EMILS, CHIP);
        assertThat(acts(jens)).isFalse();
        assertThat(with(() -> guardianships.endCustody(links.find(his).orElseThrow(), desk, UnaryOperator.identity())))
                .isFalse();
    }

    @Test
    void aProtectedAddressSilencesRequestsAndGuardiansLookThrough() {
        ask(signedIn(jens), EMILS, "");
        UUID request = request();
        String before = LinkingTest.page(signedIn(jens).get("/links"));
        with(() -> {
            jdbc.sql("update identity.person set is_protected = true where tenant_id = ? and id = ?")
                    .params(town.id(), emil.id())
                    .update();
            protection.becameProtected(emil.id());
            return true;
        });
        assertThat(told(karen)).containsExactly("LOOK_THROUGH");
        clock.advance(Duration.ofMinutes(1));
        with(() -> {
            protection.becameProtected(emil.id());
            return true;
        });
        assertThat(told(karen)).as("once more").containsExactly("LOOK_THROUGH", "LOOK_THROUGH");
        assertThat(post(signedIn(karen), "/links/" + request + "/approve").status())
                .isEqualTo(404);
        assertThat(LinkingTest.page(signedIn(jens).get("/links"))).isEqualTo(before);

        ask(signedIn(jens), EMILS, CHIP);
        assertThat(knowsWhere(karen)).isTrue();
        assertThat(knowsWhere(emil)).isTrue();
        assertThat(knowsWhere(jens)).isFalse();
        assertThat(with(() -> accounts.actingFor(account)))
                .allSatisfy(acting -> assertThat(acting.knowsWhere()).isEqualTo(acting.person() != jens.id()));
    }

    @Test
    void whoActsIsListedWithWhoDecides() {
        ask(signedIn(jens), EMILS, CHIP);
        assertThat(with(() -> accounts.actingFor(account)))
                .extracting(acting -> acting.kind() + " " + acting.decides() + " " + acting.knowsWhere())
                .containsExactly("HOLDER false true", "GUARDIAN true true", "LINKED false true");
    }

    private List<String> heard(Person person) {
        return ear.heardOf(person.id(), account);
    }

    private boolean knowsWhere(Person person) {
        return with(() -> accounts.of(person.id()).stream()
                .filter(mine -> mine.id() == account)
                .allMatch(accounts::mayKnowWhere));
    }

    private void born(LocalDate day) {
        with(() -> jdbc.sql("update identity.person set birth_date = ? where tenant_id = ? and id = ?")
                .params(day, town.id(), emil.id())
                .update());
    }

    private String words(Person person) {
        return with(() -> jdbc.sql("select params::text from message.message where tenant_id = ? and person_id = ?")
                .params(town.id(), person.id())
                .query(String.class)
                .single());
    }
}
