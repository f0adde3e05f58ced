package dk.bykassen.link;

import static dk.bykassen.link.LinkingTest.page;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Person;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody tries person numbers and card numbers by the thousand. */
class GuessingTest extends LinkTown {

    @Test
    void nothingTellsWhetherThereIsSuchAPersonAnAccountOrACard() {
        with(() -> somebody("Uden", "050914-4018"));
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put(EMILS, "00000000");
        kinds.put(NOBODYS, CHIP);
        kinds.put("050914-4018", "");
        List<String> answers = new ArrayList<>();
        List<String> lists = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        kinds.forEach((number, card) -> {
            Visitor curious = signedIn(with(() -> somebody("Kurt", "01018" + answers.size() + "-1017")));
            Answer answer = ask(curious, number, card);
            answers.add(answer.status() + " " + answer.location() + " "
                    + answer.headers().map().keySet() + answer.body());
            lists.add(nameless(curious.get("/links"), number));
            pages.add(nameless(curious.get("/links/" + request()), number));
        });

        assertThat(answers).hasSize(3).containsOnly(answers.getFirst());
        assertThat(lists).containsOnly(lists.getFirst());
        assertThat(lists.getFirst()).contains("Afventer godkendelse").doesNotContain("Emil", "Uden");
        assertThat(pages).containsOnly(pages.getFirst());
        assertThat(pages.getFirst()).contains("Vi venter på svar").doesNotContain("Emil", "Uden");
        assertThat(leftBehind()).hasSize(3).containsOnly(leftBehind().getFirst());
    }

    /** The page without the number that was typed and the request's id. */
    private static String nameless(Answer answer, String number) {
        return page(answer).replace(number.substring(0, 6), "").replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "");
    }

    /** How many jobs and lines each request left behind, request by request. */
    private List<String> leftBehind() {
        return with(() -> jdbc.sql("""
                select (select count(*) from platform.job j where j.task_instance = r.tenant_id || ':' || r.public_id)
                    || ' jobs, '
                    || (select count(*) from audit.entry e where e.tenant_id = r.tenant_id and e.subject = r.public_id::text)
                    || ' lines, '
                    || (select count(*) from link.attempt a where a.tenant_id = r.tenant_id and a.person_id = r.requester_id)
                    || ' attempts'
                from link.request r
                where r.tenant_id = ?
                order by r.id
                """).param(town.id()).query(String.class).list());
    }

    @Test
    void theEndIsTheSameForSomebodyAndNobody() {
        Visitor his = signedIn(jens);
        ask(his, EMILS, "");
        UUID real = request();
        ask(his, NOBODYS, "");
        UUID phantom = request();
        clock.advance(Duration.ofDays(15));
        for (UUID request : List.of(real, phantom)) {
            run(() -> work.ask(request));
            run(() -> work.endUnanswered(request));
            assertThat(state(request)).isEqualTo("expired");
        }
        assertThat(told(jens)).containsExactly("NOT_GIVEN", "NOT_GIVEN");
        assertThat(told(karen)).isEmpty();
    }

    @Test
    void aFewWrongPairsAndThePersonWaitsAlsoWithARightOne() {
        Visitor his = signedIn(jens);
        for (int wrong = 0; wrong < Attempts.AN_HOUR; wrong++) {
            assertThat(ask(his, EMILS, "0000000" + wrong).status()).isEqualTo(303);
        }
        Answer enough = ask(his, EMILS, CHIP);
        assertThat(enough.status()).isEqualTo(429);
        assertThat(enough.body()).contains("Du har prøvet mange gange");
        assertThat(page(ask(his, NOBODYS, CHIP)).replace(NOBODYS, EMILS)).isEqualTo(page(enough));
        assertThat(acts(jens)).isFalse();

        age(Duration.ofMinutes(61));
        ask(his, EMILS, CHIP);
        assertThat(acts(jens)).isTrue();
    }

    @Test
    void aRightPairGivesNoWrongOnesBack() {
        Visitor his = signedIn(jens);
        for (int wrong = 1; wrong < Attempts.AN_HOUR; wrong++) {
            ask(his, NOBODYS, "0000000" + wrong);
        }
        ask(his, EMILS, CHIP);
        assertThat(acts(jens)).isTrue();
        assertThat(ask(his, NOBODYS, "11111111").status()).isEqualTo(303);
        assertThat(ask(his, NOBODYS, "22222222").status()).isEqualTo(429);
    }

    @Test
    void aDayHoldsTenWrongPairs() {
        Visitor his = signedIn(jens);
        for (int hour = 0; hour < 2; hour++) {
            for (int wrong = 0; wrong < Attempts.AN_HOUR; wrong++) {
                assertThat(ask(his, NOBODYS, "000000" + hour + wrong).status()).isEqualTo(303);
            }
            age(Duration.ofHours(2));
        }
        assertThat(ask(his, EMILS, CHIP).status()).isEqualTo(429);
        age(Duration.ofDays(1));
        ask(his, EMILS, CHIP);
        assertThat(acts(jens)).isTrue();
    }

    @Test
    void aNumberManyGuessAtIsNotLinkedByTheCardAnyMoreAndAnswersAsEver() {
        byte[] emils = guessesAt(EMILS);
        for (int wrong = 1; wrong < Attempts.WITH_ONE_NUMBER; wrong++) {
            guess(emils);
        }
        Visitor his = signedIn(jens);
        assertThat(ask(his, EMILS, CHIP).status()).isEqualTo(303);
        assertThat(acts(jens)).isFalse();
        assertThat(his.get("/links").body()).contains("Afventer godkendelse");
        // The parent still decides.
        post(signedIn(karen), "/links/" + request() + "/approve");
        assertThat(acts(jens)).isTrue();
    }

    @Test
    void nobodyWaitsForMoreThanTenAnswers() {
        Visitor his = signedIn(jens);
        for (int day = 10; day < 10 + Requests.MOST_WAITING; day++) {
            assertThat(ask(his, day + "0914-4012", "").status()).isEqualTo(303);
            age(Duration.ofDays(2));
        }
        Answer answer = ask(his, EMILS, "");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Du har 10 anmodninger");
        assertThat(page(ask(his, NOBODYS, "")).replace(NOBODYS, EMILS)).isEqualTo(page(answer));
    }

    /** Makes a neighbour's guess at the number and gives back what it is counted under. */
    private byte[] guessesAt(String number) {
        Person neighbour = with(() -> somebody("Nabo", "010190-1017"));
        ask(signedIn(neighbour), number, "");
        return with(() -> jdbc.sql("select number_lookup from link.attempt where tenant_id = ?")
                .param(town.id())
                .query(byte[].class)
                .single());
    }

    private void guess(byte[] number) {
        with(() -> jdbc.sql("insert into link.attempt (tenant_id, person_id, number_lookup, at) values (?, ?, ?, ?)")
                .params(town.id(), karen.id(), number, Timestamp.from(Instant.now()))
                .update());
    }

    /** Makes every try so much older. */
    private void age(Duration by) {
        with(() -> jdbc.sql("update link.attempt set at = at - make_interval(secs => ?) where tenant_id = ?")
                .params(by.toSeconds(), town.id())
                .update());
    }
}
