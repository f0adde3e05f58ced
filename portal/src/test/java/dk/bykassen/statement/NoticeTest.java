package dk.bykassen.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.card.AccountLeft;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.tenant.JobKind;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever wants to know that a balance is low is told once for each fall, and by an address that is theirs. */
class NoticeTest extends StatementTown {

    private static final String CALL = "low-balance";

    @Autowired
    Notices notices;

    @SuppressWarnings("NullAway.Init")
    private Person mother;

    @SuppressWarnings("NullAway.Init")
    private Person father;

    @BeforeEach
    void twoParents() {
        mother = parent("Mor", "mor@example.com", "+4520109911");
        father = parent("Far", "far@example.com", "+4520109912");
        give(200);
    }

    private Person parent(String name, String email, String mobile) {
        Person parent = with(() -> {
            Person person = people.create(NewPerson.named(name, "Holm", DANISH).withContact(email, mobile));
            issuing.link(person.id(), account().id(), MyAccount.Kind.GUARDIAN);
            return person;
        });
        prove(parent, true);
        return parent;
    }

    private void prove(Person person, boolean proved) {
        Timestamp at = proved ? Timestamp.from(clock.instant()) : null;
        with(() -> jdbc.sql("update identity.person set email_confirmed_at = ?, mobile_confirmed_at = ? where id = ?")
                .params(java.util.Arrays.asList(at, at, person.id()))
                .update());
    }

    private Visitor.Answer wants(Person person, String level, Map<String, String> channels) {
        Visitor browser = browserOf(person);
        Map<String, String> form = new java.util.HashMap<>(channels);
        form.put("level", level);
        form.put("_csrf", browser.get(account().page() + "/notice").csrf());
        return browser.post(account().page() + "/notice", form);
    }

    private void wants(Person person, String level) {
        assertThat(wants(person, level, Map.of("email", "yes")).status()).isEqualTo(303);
    }

    /** What waits is answered; returns how many calls want to be asked again. */
    private int answer() {
        List<String> calls = with(
                () -> jdbc.sql("select task_instance from platform.job where task_name = ? and task_instance like ?")
                        .params(CALL, town.id() + ":%")
                        .query(String.class)
                        .list());
        JobKind kind = portal.getBean("lowBalanceCall", JobKind.class);
        int again = 0;
        for (String call : calls) {
            String id = call.substring(call.indexOf(':') + 1);
            boolean asksAgain = at(() -> {
                try {
                    return kind.work().run(id) instanceof JobKind.Again;
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            if (asksAgain) {
                again++;
            } else {
                with(() -> jdbc.sql("delete from platform.job where task_name = ? and task_instance = ?")
                        .params(CALL, call)
                        .update());
            }
        }
        return again;
    }

    /** Who was told and how, in order. */
    private List<String> told() {
        return with(() -> jdbc.sql(
                        "select person_id, channel from message.message where template = 'low-balance' order by id")
                .query((row, number) -> (row.getLong("person_id") == mother.id() ? "mother" : "father") + ", "
                        + row.getString("channel"))
                .list());
    }

    @Test
    void sheIsToldOnceForEachFall() {
        wants(mother, "100");
        buys(9_900);
        answer();
        assertThat(told()).as("101.00 left").isEmpty();
        buys(200);
        answer();
        answer();
        buys(1_000);
        answer();
        assertThat(told()).as("99.00, then 89.00").containsExactly("mother, email");
        give(5);
        answer();
        buys(100);
        answer();
        assertThat(told()).as("it never rose above").hasSize(1);
        give(100);
        answer();
        buys(12_000);
        answer();
        assertThat(told()).as("a second fall").containsExactly("mother, email", "mother, email");
    }

    @Test
    void aFallJustAfterARiseIsNotOverlooked() {
        wants(mother, "100");
        buys(15_000);
        answer();
        give(100);
        buys(10_000);
        answer();

        assertThat(told()).as("nothing was answered between rise and fall").hasSize(2);
    }

    @Test
    void eachParentHasALevelOfTheirOwn() {
        wants(mother, "150");
        wants(father, "50");
        buys(10_000);
        answer();
        assertThat(told()).containsExactly("mother, email");
        buys(6_000);
        answer();
        assertThat(told()).containsExactly("mother, email", "father, email");
        give(60);
        answer();
        buys(6_000);
        answer();
        assertThat(told())
                .as("his rose and fell again; hers stayed below")
                .containsExactly("mother, email", "father, email", "father, email");
    }

    @Test
    void moneyThatLeavesOtherwiseIsSeenToo() {
        wants(mother, "100");
        post(clock.instant(), TransferKind.WITHDRAWAL, -15_000);
        answer();

        assertThat(told()).hasSize(1);
    }

    @Test
    void whatIsFineByThenIsNotTold() {
        wants(mother, "100");
        buys(15_000);
        give(200);
        answer();

        assertThat(told()).isEmpty();
    }

    @Test
    void aLevelAboveTheBalanceWaitsForTheNextFall() {
        wants(mother, "500");
        assertThat(browserOf(mother).get(account().page() + "/notice").body()).contains("Saldoen er under grænsen nu");
        buys(1_000);
        answer();
        assertThat(told()).isEmpty();
        give(400);
        answer();
        buys(20_000);
        answer();
        assertThat(told()).hasSize(1);
    }

    @Test
    void anAutomaticTopUpIsLeftToDoItsWork() {
        wants(mother, "100");
        standingOrder("active");
        buys(17_000);
        assertThat(answer()).as("it is at work: asked again later").isEqualTo(1);
        assertThat(told()).isEmpty();
        with(() -> jdbc.sql("update card.auto_top_up set status = 'paused'").update());
        assertThat(answer()).isZero();
        assertThat(told()).as("it gave up").hasSize(1);
    }

    @Test
    void anOrderThatWaitsForSomethingFillsNothing() {
        wants(mother, "100");
        standingOrder("active");
        buys(17_000);
        assertThat(answer()).isEqualTo(1);
        with(() -> jdbc.sql("update card.auto_top_up set because = 'day', because_since = ?")
                .param(Timestamp.from(clock.instant()))
                .update());

        assertThat(answer()).isZero();
        assertThat(told()).as("nothing comes before midnight").hasSize(1);
    }

    private void standingOrder(String status) {
        with(() -> jdbc.sql("""
                insert into card.auto_top_up (tenant_id, public_id, account_id, person_id, stored_card_id, amount, threshold,
                    receipt_email, language, terms_id, status, created_at, changed_at)
                values (?, ?, ?, ?, 1, 20000, 5000, 'mor@example.com', 'da', ?, ?, ?, ?)
                """)
                .params(
                        town.id(),
                        Uuid7.next(),
                        account().id(),
                        mother.id(),
                        terms,
                        status,
                        Timestamp.from(clock.instant()),
                        Timestamp.from(clock.instant()))
                .update());
    }

    @Test
    void smsAndMailAreBothSentWhereBothAreWanted() {
        wants(mother, "100", Map.of("email", "yes", "sms", "yes"));
        buys(15_000);
        answer();

        assertThat(told()).containsExactlyInAnyOrder("mother, email", "mother, sms");
    }

    @Test
    void anAddressThatIsNotProvedIsNotWrittenTo() {
        prove(father, false);
        Visitor.Answer refused = wants(father, "100", Map.of("email", "yes", "sms", "yes"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Vi har ingen e-mailadresse", "Vi har intet mobilnummer", "/profile/contact");
        prove(father, true);
        wants(father, "100");
        prove(father, false);
        buys(15_000);
        answer();
        assertThat(told()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "1500,01", "1000000", "99999999999999999999", "halvtreds", "1,005", "1e3"})
    void aLevelThatCannotBeIsRefusedWithWords(String level) {
        Visitor.Answer answer = wants(mother, level, Map.of("email", "yes"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("<title>Fejl:", "id=\"level-e\"");
        assertThat(wants(mother, "50", Map.of()).body()).contains("Vælg e-mail eller SMS");
    }

    @Test
    void itEndsWhenSheSaysSoOrNoLongerLooksAfterHim() {
        wants(mother, "100");
        wants(father, "100");
        Visitor browser = browserOf(mother);
        String csrf = browser.get(account().page() + "/notice").csrf();
        assertThat(browser.post(account().page() + "/notice/end", Map.of("_csrf", csrf))
                        .status())
                .isEqualTo(303);
        with(() -> {
            notices.left(father.id(), account().id(), AccountLeft.Why.CUSTODY_ENDED);
            return true;
        });
        buys(15_000);

        assertThat(waitingJobs(CALL)).as("the wave has nobody to call").isZero();
    }

    @Test
    void twoWhoAreOneHumanKeepTheLevelSetLast() {
        wants(mother, "100");
        clock.advance(java.time.Duration.ofMinutes(1));
        wants(father, "50");
        with(() -> {
            notices.move(father.id(), mother.id());
            return true;
        });

        assertThat(with(() -> notices.of(mother.id(), account())).orElseThrow().level())
                .isEqualTo(kroner(50));
        assertThat(with(() -> notices.of(father.id(), account()))).isEmpty();
        buys(12_000);
        assertThat(waitingJobs(CALL)).isZero();
        buys(5_000);
        assertThat(waitingJobs(CALL)).isEqualTo(1);
    }
}
