package dk.bykassen.link;

import static dk.bykassen.card.MyAccount.Kind.GUARDIAN;
import static dk.bykassen.card.MyAccount.Kind.LINKED;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.audit.Actor;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Person;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who looks after a child: the first grown-up of its family to add the account, and whoever they let do so too. */
class LookingAfterTest extends LinkTown {

    private static final String ADAS = "110914-4020";

    @Autowired
    private LinkStore links;

    @Autowired
    private Guardianships guardianships;

    @Test
    void theFirstGrownUpToAddAChildDecidesOverItsAccount() {
        long adas = account(somebody("Ada"), "A0A0A0A0");

        ask(signedIn(jens), ADAS, "A0A0A0A0");

        assertThat(kind(jens, adas)).isEqualTo(GUARDIAN);
        assertThat(decides(jens, adas)).isTrue();
        assertThat(told(jens)).containsExactly("DECIDES");
    }

    @Test
    void theSecondLooksOnUntilTheFirstLetsThemDecideToo() {
        Visitor hers = signedIn(karen);
        ask(signedIn(jens), EMILS, CHIP);
        assertThat(decides(jens)).isFalse();
        assertThat(hers.get("/links/" + link(jens)).body()).contains("Lad Jens Holm bestemme også");

        assertThat(post(hers, "/links/" + link(jens) + "/share").location()).isEqualTo("/links/" + link(jens));
        post(hers, "/links/" + link(jens) + "/share");

        assertThat(decides(jens)).isTrue();
        assertThat(decides(karen)).isTrue();
        assertThat(told(jens)).containsExactly("DECIDES", "OPENED");
        assertThat(deeds(jens)).containsOnlyOnce("link.guardian.named");
        assertThat(deeds(emil)).containsOnlyOnce("link.guardian.named");
        assertThat(hers.get("/links/" + link(jens)).body()).doesNotContain("bestemme også?");
    }

    @Test
    void whoeverIsLinkedLetsNobodyDecideNotEvenThemselves() {
        Visitor his = signedIn(jens);
        ask(his, EMILS, CHIP);

        assertThat(post(his, "/links/" + link(jens) + "/share").status()).isEqualTo(404);
        assertThat(post(signedIn(emil), "/links/" + link(jens) + "/share").status())
                .isEqualTo(404);
        assertThat(decides(jens)).isFalse();
    }

    @Test
    void aYesOfTheChildMakesNobodyAGuardian() {
        Person ada = with(() -> somebody("Ada", ADAS));
        long adas = account(ada, "A0A0A0A0");
        ask(signedIn(jens), ADAS, "");

        post(signedIn(ada), "/links/" + request() + "/approve");

        assertThat(kind(jens, adas)).isEqualTo(LINKED);
    }

    @Test
    void aGrownUpsAccountStaysTheirOwnToDecideOver() {
        Person bo = holder("Bo", "010180-4015", "B0B0B0B0");

        ask(signedIn(jens), "010180-4015", "B0B0B0B0");

        long bos = with(() -> accounts.of(bo.id())).getFirst().id();
        assertThat(kind(jens, bos)).isEqualTo(LINKED);
    }

    @Test
    void aSchoolmateLooksAfterNobody() {
        long adas = account(somebody("Ada"), "A0A0A0A0");

        ask(signedIn(emil), ADAS, "A0A0A0A0");

        assertThat(kind(emil, adas)).isEqualTo(LINKED);
    }

    @Test
    void whoeverLostCustodyDoesNotGetItBackByTheNumber() {
        with(() -> guardianships.endCustody(
                links.active(karen.id(), account).orElseThrow(), Actor.system(), UnaryOperator.identity()));

        ask(signedIn(karen), EMILS, CHIP);

        assertThat(acts(karen)).isFalse();
    }

    @Test
    void afterTheTownEndedCustodyNoNumbersMakeSomebodyElseAGuardian() {
        with(() -> guardianships.endCustody(
                links.active(karen.id(), account).orElseThrow(), Actor.system(), UnaryOperator.identity()));

        // She told him both numbers.
        ask(signedIn(jens), EMILS, CHIP);

        assertThat(kind(jens, account)).isEqualTo(LINKED);
        assertThat(decides(jens)).isFalse();
        assertThat(decides(emil)).isTrue();
    }

    @Test
    void ofTwoWhoAddTheChildInTheSameMomentOneIsFirst() throws Exception {
        long adas = account(somebody("Ada"), "A0A0A0A0");
        Visitor his = signedIn(jens);
        Visitor hers = signedIn(karen);
        Callable<Visitor.Answer> first = () -> ask(his, ADAS, "A0A0A0A0");
        Callable<Visitor.Answer> second = () -> ask(hers, ADAS, "A0A0A0A0");

        try (var both = Executors.newFixedThreadPool(2)) {
            for (Future<Visitor.Answer> one : both.invokeAll(List.of(first, second))) {
                assertThat(one.get().location()).isEqualTo("/links");
            }
        }

        assertThat(List.of(kind(jens, adas), kind(karen, adas))).containsExactlyInAnyOrder(GUARDIAN, LINKED);
    }

    private Person somebody(String first) {
        return with(() -> somebody(first, ADAS));
    }

    private long account(Person child, String chip) {
        return with(() -> {
            long own = issuing.open(child.id(), "4" + child.id());
            issuing.issue(own, chip, chip);
            return own;
        });
    }

    private MyAccount.Kind kind(Person person, long of) {
        return with(() -> links.active(person.id(), of).orElseThrow().kind());
    }

    private boolean decides(Person person, long of) {
        return with(() -> accounts.of(person.id()).stream()
                .filter(mine -> mine.id() == of)
                .anyMatch(accounts::mayDecide));
    }
}
