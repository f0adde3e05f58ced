package dk.bykassen.link;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Filter;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.ChipSettings;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.tenant.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A town with a mother, her son's chip, and his other parent, who has no access yet. Jobs rest: a test says when one runs. */
@TownTest
abstract class LinkTown {

    static final Locale DANISH = Locale.of("da");
    static final String EMILS = "030914-4012";
    static final String CHIP = "8D40B2F3";
    /** Nobody's. */
    static final String NOBODYS = "040914-4012";

    @LocalServerPort
    int port;

    @Autowired
    Founding founding;

    @Autowired
    People people;

    @Autowired
    Issuing issuing;

    @Autowired
    Accounts accounts;

    @Autowired
    AuditTrail audit;

    @Autowired
    JobRunner jobs;

    @Autowired
    LinkJobs work;

    @Autowired
    Doorway doorway;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestTown.MovableClock clock;

    Tenant town;
    Person karen;
    Person emil;
    Person jens;
    long account;

    @BeforeEach
    void settleIn() throws InterruptedException {
        jobs.pause();
        clock.set("2026-11-23T10:00:00Z");
        town = TestTown.found(founding);
        with(() -> {
            karen = somebody("Karen", "740583-1012");
            emil = somebody("Emil", EMILS);
            jens = somebody("Jens", "620281-1015");
            issuing.decide(ChipSettings.of(town));
            account = issuing.open(emil.id(), "30118204");
            issuing.issue(account, CHIP, CHIP);
            issuing.link(karen.id(), account, MyAccount.Kind.GUARDIAN);
            return true;
        });
    }

    @AfterEach
    void leave() {
        clock.reset();
        jobs.resume();
    }

    Person somebody(String first, String cpr) {
        return people.create(NewPerson.named(first, "Holm", DANISH)
                .withNumber(PersonNumber.danish(cpr).orElseThrow())
                .withContact(first.toLowerCase(DANISH) + "@example.com", null));
    }

    /** Somebody of the town with an account of their own. */
    Person holder(String first, String cpr, String chip) {
        return with(() -> {
            Person person = somebody(first, cpr);
            long own = issuing.open(person.id(), "4" + person.id());
            issuing.issue(own, chip, chip);
            return person;
        });
    }

    <T> T with(Supplier<T> task) {
        return TestTown.in(town, () -> transactions.execute(status -> task.get()));
    }

    Visitor signedIn(Person person) {
        var visitor = new Visitor(port, town.hosts().getFirst());
        doorway.signIn(town, person, visitor);
        return visitor;
    }

    /** Types a pair of numbers into the form. */
    Answer ask(Visitor visitor, String cpr, String card) {
        return post(visitor, "/links/new", Map.of("person", cpr, "card", card));
    }

    Answer post(Visitor visitor, String path) {
        return post(visitor, path, Map.of());
    }

    Answer post(Visitor visitor, String path, Map<String, String> form) {
        var whole = new HashMap<>(form);
        whole.put("_csrf", visitor.get("/terms").csrf());
        return visitor.post(path, whole);
    }

    /** The newest request's public id. */
    UUID request() {
        return with(() -> jdbc.sql("select public_id from link.request where tenant_id = ? order by id desc limit 1")
                .param(town.id())
                .query(UUID.class)
                .single());
    }

    String state(UUID request) {
        return with(() -> jdbc.sql("select state from link.request where tenant_id = ? and public_id = ?")
                .params(town.id(), request)
                .query(String.class)
                .single());
    }

    /** The link of somebody to Emil's account. */
    UUID link(Person person) {
        return with(() -> jdbc.sql("""
                select public_id from card.link
                where tenant_id = ? and person_id = ? and account_id = ?
                order by id desc limit 1
                """)
                .params(town.id(), person.id(), account)
                .query(UUID.class)
                .single());
    }

    boolean acts(Person person) {
        return with(() -> accounts.of(person.id())).stream().anyMatch(mine -> mine.id() == account);
    }

    boolean decides(Person person) {
        return with(() -> accounts.of(person.id()).stream()
                .filter(mine -> mine.id() == account)
                .anyMatch(accounts::mayDecide));
    }

    void run(Runnable job) {
        TestTown.<Boolean, RuntimeException>in(town, () -> {
            job.run();
            return true;
        });
    }

    /** What was written to somebody, newest first: what happened. */
    List<String> told(Person person) {
        return with(() ->
                jdbc.sql("""
                select params ->> 'what' from message.message
                where tenant_id = ? and person_id = ? and template = 'access'
                order by id desc
                """).params(town.id(), person.id()).query(String.class).list());
    }

    List<String> deeds(Person person) {
        return with(() -> audit.search(Filter.about(person.publicId()), null)).entries().stream()
                .map(entry -> entry.deed().action())
                .toList();
    }
}
