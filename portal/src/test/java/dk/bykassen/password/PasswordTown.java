package dk.bykassen.password;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** Lets real time pass for the counters of tries, as only the database's superuser can. */
    void pass(Duration time) throws SQLException {
        try (var connection = TestTown.superuser("town");
                var sql = connection.prepareStatement("update password.throttle set free_at = free_at - make_interval("
                        + "secs => ?), last_at = last_at - make_interval(secs => ?) where tenant_id = ?")) {
            sql.setLong(1, time.toSeconds());
            sql.setLong(2, time.toSeconds());
            sql.setInt(3, town.id());
            sql.executeUpdate();
        }
    }
}
