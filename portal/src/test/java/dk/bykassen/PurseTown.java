package dk.bykassen;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.ChipSettings;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Books;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.till.Tills;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A town where Karen has an account of her own with 200 kroner and looks after her son Emil's with 135.50; a canteen sells.
 * Jobs rest: a test says when one runs.
 */
@TownTest
public abstract class PurseTown {

    protected static final Locale DANISH = Locale.of("da");
    protected static final String EMILS_CHIP = "8D40B2F3";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    protected int port;

    @Autowired
    protected ApplicationContext portal;

    @Autowired
    protected People people;

    @Autowired
    protected Issuing issuing;

    @Autowired
    protected Accounts accounts;

    @Autowired
    protected Ledger ledger;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected TransactionTemplate transactions;

    @Autowired
    protected TestTown.MovableClock clock;

    @Autowired
    private Founding founding;

    @Autowired
    private Doorway doorway;

    @Autowired
    private JobRunner jobs;

    @Autowired
    private Books books;

    @Autowired
    private Tills tills;

    protected Tenant town;
    protected Person karen;
    protected Person emil;
    protected MyAccount hers;
    protected MyAccount his;
    protected Visitor browser;
    private String tillKey = "";

    @BeforeEach
    protected void settleIn() throws InterruptedException {
        jobs.pause();
        clock.set("2026-11-23T10:00:00Z");
        town = TestTown.found(founding);
        with(() -> {
            karen = people.create(NewPerson.named("Karen", "Holm", DANISH)
                    .withContact("karen@example.com", "+4520100001")
                    .withNumber(PersonNumber.danish("740583-1012").orElseThrow()));
            emil = people.create(NewPerson.named("Emil", "Holm", DANISH).withBirthDate(LocalDate.of(2014, 9, 3)));
            issuing.decide(ChipSettings.of(town));
            issuing.issue(issuing.open(karen.id(), "100001"), "5C1A77E0", "5C1A77E0");
            long account = issuing.open(emil.id(), "100002");
            issuing.issue(account, EMILS_CHIP, EMILS_CHIP);
            issuing.link(karen.id(), account, MyAccount.Kind.GUARDIAN);
            tillKey = tills.addTill(tills.openUnit("Fjordskolens kantine", "school"), "Kasse 1")
                    .key();
            return true;
        });
        hers = seen(karen, 0);
        his = seen(karen, 1);
        give(hers, 200_00);
        give(his, 135_50);
        browser = signedIn(karen);
    }

    @AfterEach
    protected void leave() {
        assertThat(with(books::proof).holds()).as("the books").isTrue();
        clock.reset();
        jobs.resume();
    }

    /** Somebody else who looks after Emil. */
    protected Person otherParent() {
        return with(() -> {
            Person jens = people.create(
                    NewPerson.named("Jens", "Holm", DANISH).withContact("jens@example.com", "+4520100002"));
            issuing.link(jens.id(), his.id(), MyAccount.Kind.GUARDIAN);
            return jens;
        });
    }

    protected MyAccount seen(Person person, int place) {
        return with(() -> accounts.of(person.id())).get(place);
    }

    protected long balance(MyAccount account) {
        return with(() -> ledger.balance(account.purseId())).minor();
    }

    protected long systemBalance(AccountKind kind) {
        return with(() -> ledger.balance(ledger.systemAccount(kind))).minor();
    }

    protected void give(MyAccount account, long minor) {
        with(() -> ledger.post(Posting.of(
                Uuid7.next(),
                "GIFT",
                clock.instant(),
                new Entry(
                        ledger.systemAccount(AccountKind.GATEWAY),
                        account.purseId(),
                        town.money(minor),
                        TransferKind.TOP_UP))));
    }

    /** A purchase with Emil's chip at the till; "approved", or the reason why not. */
    protected String buy(long amount) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/purchases"))
                .header("Authorization", "Bearer " + tillKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"id":"%s","card":"%s","at":"%s","total":%d,
                         "lines":[{"text":"Ostehaps","quantity":1,"amount":%d}]}
                        """.formatted(Uuid7.next(), EMILS_CHIP, clock.instant(), amount, amount)))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body().contains("\"approved\"")
                    ? "approved"
                    : answer.body().replaceFirst("(?s).*\"reason\":\"([a-z_]+)\".*", "$1");
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected Visitor signedIn(Person person) {
        var visitor = new Visitor(port, town.hosts().getFirst());
        doorway.signIn(town, person, visitor);
        return visitor;
    }

    /** Sends a form as the page at {@code path} would. */
    protected Answer post(Visitor visitor, String path, Map<String, String> form) {
        var all = new HashMap<>(form);
        all.put("_csrf", visitor.get("/terms").csrf());
        return visitor.post(path, all);
    }

    /** The messages of a kind written so far, each with its reader's first name before it, oldest first. */
    protected List<String> messages(String template) {
        return with(() -> jdbc.sql("""
                select p.first_name || ' ' || m.params::text
                from message.message m
                join identity.person p on p.tenant_id = m.tenant_id and p.id = m.person_id
                where m.template = ?
                order by m.id
                """).param(template).query(String.class).list());
    }

    protected List<String> deeds(String like) {
        return with(() -> jdbc.sql("select action from audit.entry where tenant_id = ? and action like ? order by id")
                .params(town.id(), like)
                .query(String.class)
                .list());
    }

    /** All begin at the same moment; what each came to, in the order given. */
    protected static <T> List<T> atOnce(List<Callable<T>> works) {
        var start = new CyclicBarrier(works.size());
        try (var threads = Executors.newFixedThreadPool(works.size())) {
            List<Future<T>> under = new ArrayList<>();
            for (Callable<T> work : works) {
                under.add(threads.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<T> outcomes = new ArrayList<>();
            for (Future<T> one : under) {
                outcomes.add(one.get());
            }
            return outcomes;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs in a transaction for the town. */
    protected <T> T with(Supplier<T> work) {
        return TestTown.in(town, () -> transactions.execute(status -> work.get()));
    }

    /** Runs for the town, outside any transaction. */
    protected <T> T at(Supplier<T> work) {
        return TestTown.in(town, work::get);
    }

    protected Money kroner(long kroner) {
        return town.money(kroner * 100);
    }
}
