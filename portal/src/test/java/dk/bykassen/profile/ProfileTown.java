package dk.bykassen.profile;

import dk.bykassen.SentCodes;
import dk.bykassen.TestTown;
import dk.bykassen.TestTown.MovableClock;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.Visitor;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Digest;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.TermsLibrary;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A parking operator's town with Maja in it, who is signed in; for tests of what people see of themselves. */
@TownTest
abstract class ProfileTown {

    static final Locale DANISH = Locale.of("da");

    private static final Pattern FIELD = Pattern.compile("<input[^>]*name=\"([a-z-]+)\"[^>]*value=\"([^\"]*)\"");
    private static final SecureRandom RANDOM = new SecureRandom();

    @LocalServerPort
    int port;

    @Autowired
    Founding founding;

    @Autowired
    People people;

    @Autowired
    TermsLibrary library;

    @Autowired
    SentCodes codes;

    @Autowired
    Keyring keyring;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    MovableClock clock;

    Tenant town;
    Person maja;
    Visitor browser;

    @BeforeEach
    void majaIsSignedIn() {
        town = TestTown.found(founding, Tenant.Country.DK, List.of("camera-parking"));
        maja = create(NewPerson.named("Maja", "Friis", DANISH).withContact("maja.friis@example.com", "+4520100004"));
        browser = signedIn(maja);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    Person create(NewPerson person) {
        return in(() -> people.create(person));
    }

    Person read(Person person) {
        return in(() -> people.find(person.id()).orElseThrow());
    }

    /** A browser with a session, as if the person had come from the eID. */
    Visitor signedIn(Person person) {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        Instant now = Instant.now();
        in(() -> transactions.execute(status -> jdbc.sql("""
                insert into identity.session (tenant_id, token_hash, person_id, way, created_at, last_seen_at, expires_at)
                values (?, ?, ?, 'mitid', ?, ?, ?)
                """)
                .params(
                        town.id(),
                        Digest.of(token),
                        person.id(),
                        Timestamp.from(now),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(Duration.ofHours(1))))
                .update()));
        var visitor = new Visitor(port, town.hosts().getFirst());
        visitor.cookies().put("__Host-session", token);
        return visitor;
    }

    void publishStatement(int version, String words) {
        in(() -> {
            for (String language : List.of("da", "nb", "en")) {
                library.publish(
                        Consents.STATEMENT, version, Locale.of(language), "Privatlivspolitik", words, clock.instant());
            }
            return true;
        });
    }

    /** The fields of the form for one's profile, as a browser would send them back. */
    Map<String, String> opened(Visitor visitor) {
        return fields(visitor.get("/profile/edit").body());
    }

    static Map<String, String> fields(String page) {
        var fields = new HashMap<String, String>();
        String form = page.substring(page.indexOf("action=\"/profile/edit\""));
        Matcher input = FIELD.matcher(form);
        while (input.find()) {
            boolean offered =
                    input.group().contains("type=\"radio\"") && !input.group().contains("checked");
            if (!offered) {
                fields.put(
                        input.group(1),
                        input.group(2)
                                .replace("&#34;", "\"")
                                .replace("&#39;", "'")
                                .replace("&lt;", "<")
                                .replace("&amp;", "&"));
            }
        }
        Matcher chosen = Pattern.compile("<select[^>]*name=\"([a-z]+)\".*?</select>", Pattern.DOTALL)
                .matcher(form);
        while (chosen.find()) {
            Matcher option =
                    Pattern.compile("<option value=\"([a-z]*)\"[^>]* selected").matcher(chosen.group());
            fields.put(chosen.group(1), option.find() ? option.group(1) : "");
        }
        return fields;
    }

    Visitor.Answer post(Visitor visitor, String path, Map<String, String> form) {
        var all = new HashMap<>(form);
        all.put("_csrf", visitor.get("/terms").csrf());
        return visitor.post(path, all);
    }

    /** What of this kind was written, as channel and address, oldest first. */
    List<String> written(String template) {
        return in(() -> transactions.execute(status -> jdbc.sql("""
                select channel, address from message.message where template = ? order by id
                """)
                .param(template)
                .query((row, number) ->
                        row.getString("channel") + " " + keyring.decrypt("message-address", row.getBytes("address")))
                .list()));
    }

    long count(String what) {
        return in(() -> transactions.execute(status ->
                jdbc.sql("select count(*) from " + what).query(Long.class).single()));
    }

    /** Makes every session of the town begin eleven minutes ago: too long for what wants a fresh sign-in. */
    void ageSessions() {
        in(() -> transactions.execute(status -> jdbc.sql("update identity.session set created_at = ?")
                .params(Timestamp.from(Instant.now().minus(Duration.ofMinutes(11))))
                .update()));
    }

    /** Codes are in real time, so it is the rows that grow older. */
    void ageCodes(Duration by) throws SQLException {
        try (Connection database = TestTown.superuser("town");
                var sql = database.createStatement()) {
            sql.executeUpdate("""
                    update identity.code
                    set sent_at = sent_at - interval '%1$d seconds', expires_at = expires_at - interval '%1$d seconds'
                    where tenant_id = %2$d
                    """.formatted(by.toSeconds(), town.id()));
        }
    }

    <T> T in(ScopedValue.CallableOp<T, RuntimeException> work) {
        return TestTown.in(town, work);
    }
}
