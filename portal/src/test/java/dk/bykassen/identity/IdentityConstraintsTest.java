package dk.bykassen.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the database itself refuses, whoever asks: each rule broken once, by the superuser whom no row is hidden from. */
@TownTest
class IdentityConstraintsTest {

    private static final String HASH = "'\\x" + "ab".repeat(32) + "'";

    @Autowired
    Founding founding;

    @Autowired
    People people;

    @Autowired
    IdentityProviders providers;

    private Tenant town;
    private Person karen;

    @BeforeEach
    void open() {
        town = TestTown.found(founding);
        karen = TestTown.in(town, () -> people.create(NewPerson.named("Karen", "Holm", Locale.of("da"))));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "first_name     | ' Karen'",
                "last_name      | repeat('x', 101)",
                "email          | 'nobody'",
                "email          | repeat('x', 250) || '@example.com'",
                "mobile         | '20100001'",
                "mobile         | '+0120100001'",
                "language       | 'de'",
                "address        | ''",
                "postcode       | '1234567890123'",
                "city           | ''",
                "changed_at     | created_at - interval '1 second'",
            })
    void aPersonIsWrittenDownProperly(String column, String value) {
        refused("update identity.person set " + column + " = " + value + " where id = " + karen.id(), "check");
    }

    @Test
    void aNumberBelongsToOnePersonWhoExists() throws SQLException {
        PersonNumber number = PersonNumber.danish("7705818888").orElseThrow();
        TestTown.in(
                town,
                () -> people.create(
                        NewPerson.named("Emil", "Holm", Locale.of("da")).withNumber(number)));
        assertThatThrownBy(() -> TestTown.in(
                        town,
                        () -> people.create(
                                NewPerson.named("Jens", "Holm", Locale.of("da")).withNumber(number))))
                .isInstanceOf(NumberTaken.class);

        refused(number("DK", HASH, "123456", 999_999_999L), "foreign key");
        refused(number("SE", HASH, "123456", karen.id()), "check");
        refused(number("DK", "'\\xab'", "123456", karen.id()), "check");
        refused(number("DK", HASH, "1234567", karen.id()), "check");
        done(number("DK", HASH, "123456", karen.id()));
        refused(number("DK", HASH, "123456", karen.id()), "duplicate key");
    }

    @Test
    void anEidIsOnePersonAndAPersonHasOneEidAtAnIssuer() throws SQLException {
        done(way("https://eid", "one", karen.id()));
        refused(way("https://eid", "one", karen.id()), "duplicate key");
        refused(way("https://eid", "two", karen.id()), "duplicate key");
        refused(way("https://other", "one", 999_999_999L), "foreign key");
        refused(way("https://other", "", karen.id()), "check");
        done(way("https://other", "one", karen.id()));
    }

    @Test
    void aSessionIsSomebodysOrWaits() throws SQLException {
        done(session(HASH, "" + karen.id(), "null", "0", "1 hour"));
        refused(session(HASH, "" + karen.id(), "null", "0", "1 hour"), "duplicate key");
        String other = "'\\x" + "cd".repeat(32) + "'";
        refused(session(other, "null", "null", "0", "1 hour"), "check");
        refused(session(other, "" + karen.id(), "'\\xab'", "0", "1 hour"), "check");
        refused(session("'\\xab'", "" + karen.id(), "null", "0", "1 hour"), "check");
        refused(session(other, "null", "'\\xab'", "4", "1 hour"), "check");
        refused(session(other, "null", "'\\xab'", "0", "-1 hour"), "check");
        refused(session(other, "999999999", "null", "0", "1 hour"), "foreign key");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "id              | 'Mit ID'",
                "id              | 'number'",
                "name            | ''",
                "issuer          | 'eid.example'",
                "authorize_url   | 'javascript:x'",
                "token_url       | ''",
                "userinfo_url    | 'ftp://x'",
                "jwks_url        | 'x'",
                "end_session_url | 'x'",
                "client_id       | ''",
                "scopes          | array['profile']",
                "parameters      | '[]'",
                "number_rule     | 'maybe'",
                "accepted_levels | array[]::text[]",
            })
    void aProviderIsConfiguredProperly(String column, String value) {
        try (var broker = new ScriptedBroker()) {
            TestTown.<Void, RuntimeException>in(town, () -> {
                providers.add(broker.provider("mitid", NumberRule.GIVEN));
                return null;
            });
        }
        refused("update identity.provider set " + column + " = " + value + " where tenant_id = " + town.id(), "check");
    }

    @Test
    void guessesAreCountedWithinReason() {
        refused("insert into identity.number_guess values (" + town.id() + ", '\\xab', now(), 1)", "check");
        refused("insert into identity.number_guess values (" + town.id() + ", " + HASH + ", now(), 0)", "check");
        refused("insert into identity.number_guess values (" + town.id() + ", " + HASH + ", now(), 1001)", "check");
    }

    private String number(String country, String lookup, String shown, long person) {
        return "insert into identity.person_number values (%d, %d, '%s', %s, '\\xab', '%s', now())"
                .formatted(town.id(), person, country, lookup, shown);
    }

    private String way(String issuer, String subject, long person) {
        return "insert into identity.way values (%d, '%s', '%s', %d, now())"
                .formatted(town.id(), issuer, subject, person);
    }

    private String session(String hash, String person, String pending, String tries, String life) {
        return """
                insert into identity.session (
                    tenant_id, token_hash, person_id, pending, pending_tries, way, created_at, last_seen_at, expires_at
                )
                values (%d, %s, %s, %s, %s, 'mitid', now(), now(), now() + interval '%s')
                """.formatted(town.id(), hash, person, pending, tries, life);
    }

    private static void refused(String statement, String why) {
        assertThatThrownBy(() -> done(statement))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("violates")
                .hasMessageContaining(why);
    }

    private static void done(String statement) throws SQLException {
        try (Connection connection = TestTown.superuser("town");
                var sql = connection.createStatement()) {
            assertThat(sql.executeUpdate(statement)).isEqualTo(1);
        }
    }
}
