package dk.bykassen.decline;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.MovableClock;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.till.Canteen;
import dk.bykassen.till.Canteen.Chip;
import dk.bykassen.till.Line;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Emil stands at the till and cannot pay: his parents hear of it at once, with the button that mends it. */
@TownTest
class DeclinedPurchaseTest {

    private static final Locale DANISH = Locale.of("da");
    private static final Long[] NO_LIMITS = new Long[24];

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext portal;

    @Autowired
    People people;

    @Autowired
    Issuing issuing;

    @Autowired
    Accounts accounts;

    @Autowired
    DeclinedCalls calls;

    @Autowired
    Doorway doorway;

    @Autowired
    JobRunner jobs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    private Canteen canteen;
    private Chip chip;
    private Person karen;
    private Person jens;

    @BeforeEach
    void settleIn() throws InterruptedException {
        jobs.pause();
        clock.set("2026-11-24T10:32:00Z"); // a Tuesday, 11.32 in Copenhagen
        canteen = Canteen.open(portal);
        chip = canteen.chip(pupil(), 20_00);
        karen = grownUp("Karen", "karen@example.com", null);
        jens = grownUp("Jens", "jens@example.com", null);
        canteen.with(() -> {
            issuing.decide(Canteen.rules(canteen.town));
            issuing.link(karen.id(), chip.account(), MyAccount.Kind.GUARDIAN);
            issuing.link(jens.id(), chip.account(), MyAccount.Kind.GUARDIAN);
            return true;
        });
    }

    @AfterEach
    void leave() {
        canteen.change("delete from platform.job where task_instance like ?", canteen.town.id() + ":%");
        clock.reset();
        jobs.resume();
    }

    @Test
    void bothParentsAreToldAtOnceAndNobodyElse() {
        Person grandmother = grownUp("Bodil", "bodil@example.com", null);
        canteen.with(() -> {
            issuing.link(grandmother.id(), chip.account(), MyAccount.Kind.LINKED);
            return true;
        });

        assertThat(canteen.ask(chip, 35_00)).isEqualTo("insufficient_funds");
        answer();

        assertThat(told("person_id || ' ' || channel"))
                .containsExactlyInAnyOrder(karen.id() + " email", jens.id() + " email");
        assertThat(told("params ->> 'obstacle'")).containsOnly("NO_MONEY");
        assertThat(told("params ->> 'path'")).containsOnly(home() + "/top-up");
        assertThat(told("params ->> 'autoPath'")).containsOnly(home() + "/auto-top-up");
        assertThat(told("params ->> 'where'")).containsOnly("Fjordskolens kantine");
    }

    @Test
    void theTillIsTriedThreeTimesAndOneMessageIsEnoughForAnHour() {
        for (int times = 0; times < 3; times++) {
            canteen.ask(chip, 35_00);
            clock.advance(Duration.ofSeconds(20));
        }
        answer();
        assertThat(told("key")).hasSize(2);

        canteen.rule(chip, NO_LIMITS, List.of("school"), List.of(), List.of());
        canteen.ask(chip, 10_00);
        answer();
        assertThat(told("key")).as("another reason").hasSize(4);

        clock.advance(Duration.ofMinutes(58));
        canteen.ask(chip, 35_00);
        answer();
        assertThat(told("key")).as("within the hour").hasSize(4);
        clock.advance(Duration.ofMinutes(2));
        canteen.ask(chip, 35_00);
        answer();
        assertThat(told("key")).as("an hour later").hasSize(6);
    }

    @Test
    void aCallAnsweredTwiceOrTheLaterOneFirstTellsOnce() {
        canteen.ask(chip, 35_00);
        clock.advance(Duration.ofSeconds(20));
        canteen.ask(chip, 35_00);
        List<UUID> waiting = waiting();

        run(waiting.getLast());
        run(waiting.getFirst());
        run(waiting.getLast());

        assertThat(told("key")).hasSize(2);
    }

    @Test
    void whatIsFineByThenIsNotTold() {
        canteen.ask(chip, 35_00);
        canteen.topUp(chip, 15_00);
        answer();

        assertThat(told("key")).isEmpty();
    }

    @Test
    void moneyThatIsNotEnoughYetIsToldAllTheSame() {
        canteen.ask(chip, 35_00);
        canteen.topUp(chip, 14_99);
        answer();

        assertThat(told("params ->> 'obstacle'")).containsExactly("NO_MONEY", "NO_MONEY");
    }

    @Test
    void anAutomaticTopUpIsGivenHalfAMinute() {
        canteen.autoTopUp(chip, 200_00, 50_00, "active");
        canteen.ask(chip, 35_00);
        UUID purchase = waiting().getFirst();

        assertThat(run(purchase)).isEqualTo(JobKind.again(Duration.ofSeconds(30)));
        assertThat(told("key")).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        assertThat(run(purchase)).isEqualTo(JobKind.done());
        assertThat(told("key")).as("it has not come").hasSize(2);
        assertThat(told("params ->> 'autoPath'")).containsOnlyNulls();
    }

    @Test
    void yesterdaysLunchIsNobodysNewsToday() {
        canteen.ask(chip, 35_00);
        clock.advance(Duration.ofHours(13));
        answer();

        assertThat(told("key")).isEmpty();
    }

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
    void whoHasNoEmailIsToldBySmsAndWhoSaidNoIsLeftInPeace() {
        Person bodil = grownUp("Bodil", null, "+4520100009");
        canteen.with(() -> {
            issuing.link(bodil.id(), chip.account(), MyAccount.Kind.GUARDIAN);
            jdbc.sql("""
                    insert into profile.consent (tenant_id, person_id, purpose, given, version, at, channel)
                    values (?, ?, 'email', false, 1, ?, 'portal')
                    """)
                    .params(canteen.town.id(), karen.id(), java.sql.Timestamp.from(clock.instant()))
                    .update();
            return true;
        });

        canteen.ask(chip, 35_00);
        answer();

        assertThat(told("person_id || ' ' || channel"))
                .containsExactlyInAnyOrder(jens.id() + " email", bodil.id() + " sms");
    }

    @Test
    void aGrownUpHearsOfTheirOwnPurchase() {
        Chip own = canteen.chip(NewPerson.named("Ole", "Lund", DANISH).withBirthDate(LocalDate.of(1980, 2, 29)), 0);
        canteen.with(() -> {
            Person ole = people.find(accounts.find(own.account()).orElseThrow().holderId())
                    .orElseThrow();
            people.changeContact(ole.id(), Channel.EMAIL, "ole@example.com");
            issuing.link(ole.id(), own.account(), MyAccount.Kind.HOLDER);
            issuing.link(karen.id(), own.account(), MyAccount.Kind.LINKED);
            return true;
        });

        canteen.ask(own, 10_00);
        answer();

        assertThat(told("params ->> 'holder'")).containsExactly("Ole Lund");
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

    private String home() {
        return canteen.with(() -> accounts.of(karen.id())).getFirst().page();
    }

    /** The calls the waves left are answered, in their order. */
    private void answer() {
        waiting().forEach(this::run);
        canteen.change(
                "delete from platform.job where task_name = ? and task_instance like ?",
                DeclinedCalls.CALL,
                canteen.town.id() + ":%");
    }

    private JobKind.Outcome run(UUID purchase) {
        return TestTown.in(canteen.town, () -> calls.answer(purchase));
    }

    private List<UUID> waiting() {
        return canteen.with(() -> jdbc.sql("""
                select split_part(task_instance, ':', 2)::uuid
                from platform.job
                where task_name = ? and task_instance like ?
                order by execution_time, task_instance
                """)
                .params(DeclinedCalls.CALL, canteen.town.id() + ":%")
                .query(UUID.class)
                .list());
    }

    /** Of every message about a declined purchase, oldest first. */
    private List<String> told(String what) {
        return canteen.with(() -> jdbc.sql("select " + what
                        + " from message.message where tenant_id = ? and template = 'purchase-declined' order by id")
                .param(canteen.town.id())
                .query(String.class)
                .list());
    }

    private Person grownUp(String name, String email, String mobile) {
        return canteen.with(() -> {
            Person person = people.create(NewPerson.named(name, "Holm", DANISH));
            if (email != null) {
                people.changeContact(person.id(), Channel.EMAIL, email);
            }
            if (mobile != null) {
                people.changeContact(person.id(), Channel.SMS, mobile);
            }
            return person;
        });
    }

    private static NewPerson pupil() {
        return NewPerson.named("Emil", "Holm", DANISH).withBirthDate(LocalDate.of(2014, 9, 3));
    }

    private static Line line(String group, long amount) {
        return new Line("Noget", 1, amount, group, List.of());
    }
}
