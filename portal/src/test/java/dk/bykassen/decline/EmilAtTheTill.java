package dk.bykassen.decline;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.MovableClock;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.ChipSettings;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.till.Canteen;
import dk.bykassen.till.Canteen.Chip;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Emil stands at the till with 20 kroner on his chip; Karen and Jens decide over his account. Jobs rest: a test says when
 * one runs.
 */
@TownTest
abstract class EmilAtTheTill {

    static final Locale DANISH = Locale.of("da");
    static final Long[] NO_LIMITS = new Long[24];

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
    JobRunner jobs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MovableClock clock;

    Canteen canteen;
    Chip chip;
    Person karen;
    Person jens;

    @BeforeEach
    void settleIn() throws InterruptedException {
        jobs.pause();
        clock.set("2026-11-24T10:32:00Z"); // a Tuesday, 11.32 in Copenhagen
        canteen = Canteen.open(portal);
        chip = canteen.chip(pupil(), 20_00);
        karen = grownUp("Karen", "karen@example.com", null);
        jens = grownUp("Jens", "jens@example.com", null);
        canteen.with(() -> {
            issuing.decide(ChipSettings.of(canteen.town));
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

    String home() {
        return canteen.with(() -> accounts.of(karen.id())).getFirst().page();
    }

    /** The calls the waves left are answered, in their order. */
    void answer() {
        waiting().forEach(this::run);
        canteen.change(
                "delete from platform.job where task_name = ? and task_instance like ?",
                DeclinedCalls.CALL,
                canteen.town.id() + ":%");
    }

    JobKind.Outcome run(UUID purchase) {
        return TestTown.in(canteen.town, () -> calls.answer(purchase));
    }

    List<UUID> waiting() {
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
    List<String> told(String what) {
        return canteen.with(() -> jdbc.sql("select " + what
                        + " from message.message where tenant_id = ? and template = 'purchase-declined' order by id")
                .param(canteen.town.id())
                .query(String.class)
                .list());
    }

    Person grownUp(String name, String email, String mobile) {
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
}
