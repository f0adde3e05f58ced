package dk.bykassen.limit;

import static dk.bykassen.Together.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a form of limits: what is wrong with it is explained, and of two that meet nothing is lost. */
class LimitsFormTest extends LimitTown {

    @ParameterizedTest
    @CsvSource({
        "fyrre, Skriv et beløb med tal",
        "-1, ikke være under 0",
        "10.005, højst to decimaler",
        "999999999999999, højst være 100.000"
    })
    void whatIsNoLimitIsExplainedAndNothingIsLost(String typed, String words) {
        form.put("limit-1-day", typed);
        form.put("limit-1-week", "150");
        Answer answer = send(browser, form);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("<title>Fejl:", words, "value=\"" + typed + "\"", "value=\"150\"");
        assertThat(buy(school, 400_00)).isEqualTo("approved");
    }

    @Test
    void twoParentsAtOnceNoticeEachOtherAndNothingIsLost() {
        Visitor other = otherParents();
        save("limit-1-day", "40");

        form.put("version", "0");
        form.put("limit-1-day", "60");
        form.put("limit-1-week", "200");
        Answer late = send(other, form);

        assertThat(late.status()).isEqualTo(422);
        assertThat(late.body())
                .contains(
                        "Karen Holm ændrede grænserne",
                        "Gælder nu: 40\u00a0kr.",
                        "Gælder nu: ingen grænse",
                        "value=\"60\"",
                        "value=\"200\"",
                        "name=\"version\" value=\"1\"");
        assertThat(buy(school, 41_00)).isEqualTo("day_limit");

        form.put("version", "1");
        assertThat(send(other, form).status()).isEqualTo(303);
        assertThat(buy(school, 60_00)).isEqualTo("approved");
    }

    @Test
    void ofTwoParentsInTheSameMomentOneSavesAndTheOtherIsTold() throws Exception {
        List<Visitor> browsers = List.of(browser, otherParents());
        for (int version = 0; version < 6; version++) {
            form.put("version", Integer.toString(version));
            int round = version;
            List<Integer> answers = atOnce(2, number -> {
                var mine = new HashMap<>(form);
                mine.put("limit-1-day", Integer.toString(100 + 10 * round + number));
                return send(browsers.get(number), mine).status();
            });

            assertThat(answers).containsExactlyInAnyOrder(303, 422);
            assertThat(page()).contains("value=\"%d\"".formatted(100 + 10 * round + answers.indexOf(303)));
        }
    }

    @Test
    void savingTheSameTwiceIsOneChange() {
        save("limit-1-day", "40");
        assertThat(send(browser, form).status()).isEqualTo(303);
        assertThat(with(() -> jdbc.sql(
                                "select count(*) from audit.entry where tenant_id = ? and action = 'limit.changed'")
                        .param(town.id())
                        .query(Long.class)
                        .single()))
                .isEqualTo(1);
    }

    /** The browser of Emil's father, who decides over the account as well. */
    private Visitor otherParents() {
        return signedIn(with(() -> {
            Person father = people.create(NewPerson.named("Jens", "Holm", DANISH));
            issuing.link(father.id(), accounts.of(karen.id()).getFirst().id(), MyAccount.Kind.GUARDIAN);
            return father;
        }));
    }
}
