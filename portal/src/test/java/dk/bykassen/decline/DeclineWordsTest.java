package dk.bykassen.decline;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.Person;
import dk.bykassen.till.Canteen.Chip;
import dk.bykassen.till.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What is said of a purchase Emil could not pay, in the message and on Mine Konti: what mends it, and nothing that is not
 * for its reader.
 */
class DeclineWordsTest extends EmilAtTheTill {

    @LocalServerPort
    int port;

    @Autowired
    Doorway doorway;

    @Test
    void eachObstacleLeadsToWhatMendsIt() {
        canteen.count(1, "Alt", "all", null, null, null);
        canteen.count(2, "Sødt", "group", "sweet", null, null);
        canteen.topUp(chip, 100_00);

        canteen.limit(chip, 10_00L, null, null);
        assertThat(mend("day_limit", line("food", 11_00))).isEqualTo("DAY_LIMIT /limits#limit-1-day -");
        canteen.limit(chip, null, 10_00L, null);
        assertThat(mend("week_limit", line("food", 11_00))).isEqualTo("WEEK_LIMIT /limits#limit-1-week -");
        canteen.limit(chip, null, null, null, null, null, 10_00L);
        assertThat(mend("month_limit", line("sweet", 11_00))).isEqualTo("MONTH_LIMIT /limits#limit-2-month Sødt");
        canteen.rule(chip, NO_LIMITS, List.of("school"), List.of(), List.of());
        assertThat(mend("place_not_allowed", line("food", 11_00))).isEqualTo("PLACE /limits -");
        canteen.rule(chip, NO_LIMITS, List.of(), List.of("sweet"), List.of());
        assertThat(mend("group_not_allowed", line("food", 5_00), line("sweet", 6_00)))
                .isEqualTo("GROUP /limits -");
        canteen.rule(chip, NO_LIMITS, List.of(), List.of(), List.of("milk"));
        assertThat(mend("allergen", new Line("Kakao", 1, 11_00, null, List.of("nuts", "milk"))))
                .isEqualTo("ALLERGEN /limits -");

        canteen.rule(chip, NO_LIMITS, List.of(), List.of(), List.of());
        UUID his = canteen.with(() -> accounts.of(karen.id()))
                .getFirst()
                .chips()
                .getFirst()
                .publicId();
        String card = home() + "/cards/" + his;
        press(karen, card + "/block");
        assertThat(mend("card_blocked", line("food", 11_00))).isEqualTo("BLOCKED /cards/" + his + "/activate -");
        press(karen, card + "/activate");
        clock.advance(Duration.ofHours(1));
        Chip old = canteen.secondChip(chip, "A" + chip.number());
        canteen.retire(old);
        assertThat(canteen.ask(old, 11_00)).isEqualTo("card_blocked");
        answer();
        assertThat(newest()).isEqualTo("NOT_IN_USE  -");
        canteen.change(
                "update card.account set status = 'closed', closed_at = opened_at where tenant_id = ? and id = ?",
                canteen.town.id(),
                chip.account());
        assertThat(mend("account_closed", line("food", 11_00))).isEqualTo("CLOSED  -");
    }

    @Test
    void whatTheTownBlockedIsNotSaidToBeOpenedByOneself() {
        canteen.with(() -> {
            issuing.block(chip.number());
            return true;
        });

        assertThat(mend("card_blocked", line("food", 11_00))).isEqualTo("BLOCKED_BY_TOWN /contact -");
        assertThat(mineKonti(karen))
                .contains("Kommunen har spærret chippen eller kortet", "href=\"/contact\"")
                .doesNotContain("/activate");
    }

    @Test
    void nothingInAMessageTellsWhatAChildMayNotEat() {
        canteen.rule(chip, NO_LIMITS, List.of(), List.of(), List.of("peanuts"));
        canteen.ask(chip, new Line("Dagens ret", 1, 10_00, null, List.of("peanuts")));
        answer();

        assertThat(told("params::text")).hasSize(2).noneMatch(params -> params.contains("peanuts"));
    }

    @Test
    void mineKontiShowsItUntilItIsMended() {
        assertThat(mineKonti(karen)).doesNotContain("afvist");
        canteen.ask(chip, 35_00);
        answer();

        assertThat(mineKonti(karen))
                .contains("Emil: køb på 35,00\u00a0kr. afvist kl.\u00a011.32, Fjordskolens kantine")
                .contains("Der er 20,00\u00a0kr. på kontoen")
                .contains("href=\"" + home() + "/top-up\"", "Indbetal til Emil");
        canteen.topUp(chip, 15_00);
        assertThat(mineKonti(karen)).doesNotContain("afvist");
    }

    @Test
    void aRaisedLimitMendsItAndSoDoesMidnight() {
        canteen.count(1, "Alt", "all", null, null, null);
        canteen.limit(chip, 10_00L);
        canteen.ask(chip, 11_00);
        answer();
        assertThat(mineKonti(karen)).contains("Maks forbrug for i dag er nået.", "Se og ret grænsen");

        canteen.limit(chip, 11_00L);
        assertThat(mineKonti(karen)).doesNotContain("afvist");
        canteen.limit(chip, 10_00L);
        assertThat(mineKonti(karen)).contains("afvist");
        clock.set("2026-11-24T23:00:00Z"); // midnight
        assertThat(mineKonti(karen)).doesNotContain("afvist");
    }

    @Test
    void whoMayNotKnowWhereTheChildIsReadsNoName() {
        Person grandmother = grownUp("Bodil", "bodil@example.com", null);
        canteen.with(() -> {
            issuing.link(grandmother.id(), chip.account(), MyAccount.Kind.LINKED);
            return true;
        });
        canteen.change("""
                update identity.person
                set is_protected = true
                where tenant_id = ? and id = (select holder_id from card.account where tenant_id = ? and id = ?)
                """, canteen.town.id(), canteen.town.id(), chip.account());
        canteen.ask(chip, 35_00);
        answer();

        assertThat(mineKonti(grandmother)).contains("afvist").doesNotContain("Fjordskolens");
        assertThat(mineKonti(karen)).contains("Fjordskolens kantine");
    }

    /** What the newest message says stands in the way, the page behind its button, and the limit it names. */
    private String mend(String reason, Line... lines) {
        assertThat(canteen.ask(chip, lines)).isEqualTo(reason);
        answer();
        return newest();
    }

    private String newest() {
        return told("params ->> 'obstacle' || ' ' || (params ->> 'path') || ' ' || coalesce(params ->> 'limit', '-')")
                .getLast()
                .replace(home(), "");
    }

    private void press(Person person, String path) {
        Visitor browser = signedIn(person);
        assertThat(browser.post(path, Map.of("_csrf", browser.get(path).csrf())).status())
                .isEqualTo(303);
    }

    private String mineKonti(Person person) {
        return signedIn(person).get("/accounts").body();
    }

    private Visitor signedIn(Person person) {
        var browser = new Visitor(port, canteen.town.hosts().getFirst());
        doorway.signIn(canteen.town, person, browser);
        return browser;
    }

    private static Line line(String group, long amount) {
        return new Line("Noget", 1, amount, group, List.of());
    }
}
