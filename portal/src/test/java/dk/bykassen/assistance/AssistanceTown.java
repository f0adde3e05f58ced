package dk.bykassen.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.audit.Entry;
import dk.bykassen.audit.Filter;
import dk.bykassen.identity.Audience;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.IdentityProviders;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.NumberRule;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.ScriptedBroker;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A town where Karen, a citizen, is signed in, and Bo of the customer service sits at his desk. */
@TownTest
abstract class AssistanceTown {

    private static final Pattern CODE = Pattern.compile("<p class=\"say\">(\\d{3}) (\\d{3})</p>");
    private static final Pattern ACTION =
            Pattern.compile("action=\"([^\"]+/%s)\"".formatted("(?:allow|decline|open|end)"));

    @LocalServerPort
    int port;

    @Autowired
    Founding founding;

    @Autowired
    IdentityProviders providers;

    @Autowired
    People people;

    @Autowired
    Doorway doorway;

    @Autowired
    AuditTrail audit;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    final ScriptedBroker directory = new ScriptedBroker();
    Tenant town;
    Person karen;
    Visitor karens;
    Visitor bos;

    @BeforeEach
    void open() {
        town = TestTown.found(founding);
        TestTown.<Boolean, RuntimeException>in(town, () -> {
            providers.add(directory.provider("staff", NumberRule.UNUSED).forAudience(Audience.STAFF));
            return true;
        });
        karen = citizen("Karen", "Holm");
        karens = signedIn(karen);
        bos = member("Bo Jensen", "customer-service");
    }

    @AfterEach
    void close() {
        directory.close();
    }

    Person citizen(String first, String last) {
        return with(() -> people.create(NewPerson.named(first, last, Locale.of("da"))));
    }

    Visitor signedIn(Person person) {
        Visitor visitor = browser();
        doorway.signIn(town, person, visitor);
        return visitor;
    }

    Visitor member(String name, String... roles) {
        Visitor visitor = browser();
        Answer start = visitor.get("/sign-in/staff");
        String code = directory.codeFor(
                start.sentAlong(), Map.of("sub", name + "-sub", "name", name, "roles", List.of(roles)));
        visitor.get("/sign-in/staff/callback?code=" + code + "&state="
                + start.sentAlong().get("state"));
        return visitor;
    }

    Visitor browser() {
        return new Visitor(port, town.hosts().getFirst());
    }

    /** A citizen asks for a code; what the page says then. */
    String showsCode(Visitor citizen) {
        send(citizen, "/help/show", Map.of());
        Matcher shown = CODE.matcher(citizen.get("/help/show").body());
        assertThat(shown.find()).isTrue();
        return shown.group(1) + shown.group(2);
    }

    Answer types(Visitor member, String code) {
        return sendFromDesk(member, "/staff/assist", Map.of("code", code));
    }

    void says(Visitor citizen, String answer) {
        send(citizen, action(citizen.get("/help/show"), answer), Map.of());
    }

    /** The whole way: Bo sees Karen's pages in his browser from now on. */
    void boSeesKarensPages() {
        types(bos, showsCode(karens));
        says(karens, "allow");
        opensPages(bos);
    }

    void opensPages(Visitor member) {
        Answer opened = sendFromDesk(member, action(member.get("/staff/assist"), "open"), Map.of());
        assertThat(opened.location()).isEqualTo("/home");
    }

    /** The address of the form on the page that does {@code what}. */
    static String action(Answer page, String what) {
        return ACTION.matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .filter(address -> address.endsWith("/" + what))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no form to " + what));
    }

    /** Sends a form as the citizen of this browser, with the token of a page that has one. */
    Answer send(Visitor citizen, String path, Map<String, String> form) {
        var all = new java.util.LinkedHashMap<>(form);
        all.put("_csrf", citizen.get("/terms").csrf());
        return citizen.post(path, all);
    }

    Answer sendFromDesk(Visitor member, String path, Map<String, String> form) {
        var all = new java.util.LinkedHashMap<>(form);
        all.put("_csrf", member.get("/staff/no-such-page").csrf());
        return member.post(path, all);
    }

    List<Deed> trail(Filter filter) {
        return TestTown.in(town, () -> audit.search(filter, null)).entries().stream()
                .map(Entry::deed)
                .toList();
    }

    List<String> actions(Filter filter) {
        return trail(filter).stream().map(Deed::action).toList();
    }

    /** Changes the stored state as time would. */
    void sql(String statement) {
        with(() -> jdbc.sql(statement).param("tenant", town.id()).update());
    }

    <T> T with(Supplier<T> work) {
        return TestTown.in(town, () -> transactions.execute(status -> work.get()));
    }
}
