package dk.bykassen.password;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A parking operator whose customers sign in with a password, and one of them: Maja Friis. */
@TownTest
abstract class PasswordTown {

    static final String EMAIL = "maja.friis@example.com";
    static final String MOBILE = "+4520100004";
    static final String PASSWORD = "Kajak#på7havet";

    @LocalServerPort
    int port;

    @Autowired
    Founding founding;

    @Autowired
    People people;

    @Autowired
    PasswordRules rules;

    @Autowired
    Passwords passwords;

    @Autowired
    Hashing hashing;

    @Autowired
    Keyring keyring;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    Tenant town;
    Person maja;
    Visitor browser;

    @BeforeEach
    void open() {
        town = TestTown.found(founding, Tenant.Country.DK, List.of("camera-parking"));
        inTown(() -> {
            rules.set(new Rules(true, 8, true, true, "@#_%*"));
            return true;
        });
        maja = customer("Maja", "Friis", EMAIL, MOBILE);
        inTown(() -> {
            passwords.set(maja.id(), PASSWORD);
            return true;
        });
        browser = visitor();
    }

    /** Somebody whom an older system knew by these addresses; without a password yet. */
    Person customer(String first, String last, String email, String mobile) {
        return inTown(() -> {
            Person person =
                    people.create(NewPerson.named(first, last, Locale.of("da")).withContact(email, mobile));
            passwords.expect(person.id(), email, mobile);
            return person;
        });
    }

    Visitor visitor() {
        return new Visitor(port, town.hosts().getFirst());
    }

    static Answer signIn(Visitor visitor, String name, String password) {
        return visitor.post("/sign-in/password", Map.of("name", name, "password", password));
    }

    static boolean isIn(Visitor visitor) {
        return visitor.get("/profile/password").status() == 200;
    }

    <T> T inTown(ScopedValue.CallableOp<T, RuntimeException> work) {
        return TestTown.in(town, work);
    }

    long count(String table) {
        return inTown(() -> transactions.execute(status ->
                jdbc.sql("select count(*) from " + table).query(Long.class).single()));
    }

    /** Lets real time pass for the counters of tries. */
    void pass(Duration time) throws SQLException {
        pass("password.throttle", List.of("free_at", "last_at"), time);
    }

    /** Lets the jobs that find out whom a wish is for come to their end. */
    void settle() throws InterruptedException {
        for (int look = 0; look < 600; look++) {
            boolean isDone = inTown(() -> transactions.execute(status -> jdbc.sql("""
                            select count(*) = 0
                            from platform.job
                            where task_name in ('password-renewal', 'sign-up-notice') and task_instance like :town
                            """)
                    .param("town", town.id() + ":%")
                    .query(Boolean.class)
                    .single()));
            if (isDone) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the jobs do not come to an end");
    }

    /** What was written to people, as template and channel, oldest first; with the codes left out. */
    List<String> written() {
        return inTown(() ->
                transactions.execute(status -> jdbc.sql("""
                        select template || ' ' || channel
                        from message.message
                        where template <> 'code'
                        order by id
                        """).query(String.class).list()));
    }

    /** The path of the newest link to a new password. */
    String newestLink() {
        String sealed = inTown(() ->
                transactions.execute(status -> jdbc.sql("""
                        select params ->> 'path' from message.message where template = 'new-password' order by id desc limit 1
                        """).query(String.class).single()));
        return keyring.decrypt("message-secret", Base64.getDecoder().decode(sealed));
    }

    /** Lets real time pass for a table's moments, as only the database's superuser can. */
    void pass(String table, List<String> columns, Duration time) throws SQLException {
        String set = columns.stream()
                .map(column -> column + " = " + column + " - make_interval(secs => " + time.toSeconds() + ")")
                .collect(Collectors.joining(", "));
        try (var connection = TestTown.superuser("town");
                var sql = connection.createStatement()) {
            sql.executeUpdate("update " + table + " set " + set + " where tenant_id = " + town.id());
        }
    }
}
