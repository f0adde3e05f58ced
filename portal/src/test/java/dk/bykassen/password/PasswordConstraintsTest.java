package dk.bykassen.password;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database itself refuses, whoever asks: each rule broken once, by the superuser whom no row is hidden from. */
class PasswordConstraintsTest extends PasswordTown {

    private static final String KEY = "'\\x" + "ab".repeat(32) + "'";

    @BeforeEach
    void rowsToBreak() throws SQLException {
        run("insert into password.throttle values (TOWN, 'name', " + KEY + ", 1, '2026-11-21', '2026-11-21')");
        run("""
                insert into password.renewal (tenant_id, public_id, name, channel, language, asked_at, expires_at)
                values (TOWN, gen_random_uuid(), 'x', 'email', 'da', '2026-11-21 12:00Z', '2026-11-21 12:30Z')
                """);
        run("insert into password.sign_up (tenant_id, token_hash, typed, begun_at, expires_at) values (TOWN, " + KEY
                + ", 'x', '2026-11-21 12:00Z', '2026-11-21 13:00Z')");
    }

    @ParameterizedTest(name = "{0}.{1} = {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "rules        | min_length | 7",
                "rules        | min_length | 65",
                "rules        | specials   | 'a'",
                "rules        | specials   | ' '",
                "rules        | specials   | repeat('#', 41)",
                "password     | hash       | '$2a$10$abcdefghijklmnopqrstuv'",
                "password     | hash       | concat('$argon2id$', repeat('x', 200))",
                "password     | person_id  | 0",
                "sign_in_name | channel    | 'post'",
                "sign_in_name | name       | 'nobody'",
                "sign_in_name | name       | 'A@B.DK'",
                "sign_in_name | name       | '20100004'",
                "sign_in_name | name       | concat(repeat('x', 250), '@b.dk')",
                "sign_in_name | person_id  | 0",
                "sign_in_name | proved_at  | added_at - interval '1 second'",
                "throttle     | kind       | 'mood'",
                "throttle     | key        | 'short'",
                "throttle     | tries      | -1",
                "renewal      | channel    | 'post'",
                "renewal      | language   | 'de'",
                "renewal      | person_id  | 0",
                "renewal      | tries      | 6",
                "renewal      | expires_at | asked_at",
                "renewal      | used_at    | asked_at",
                "sign_up      | token_hash | 'short'",
                "sign_up      | expires_at | begun_at",
            })
    void aValueThatCannotBe(String table, String column, String value) {
        assertThatThrownBy(() ->
                        run("update password." + table + " set " + column + " = " + value + " where tenant_id = TOWN"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("violates");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // Somebody else's name, and a second one on the same channel.
                "sign_in_name | select tenant_id, name, channel, person_id, added_at, null",
                "sign_in_name | select tenant_id, 'other@example.com', 'email', person_id, added_at, null",
                "password     | select *",
                "rules        | select *",
                "throttle     | select *",
            })
    void aRowThatIsThereAlready(String table, String select) {
        assertThatThrownBy(() -> run("insert into password." + table + " " + select + " from password." + table
                        + " where tenant_id = TOWN"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("duplicate key");
    }

    private void run(String statement) throws SQLException {
        try (var connection = TestTown.superuser("town");
                var sql = connection.createStatement()) {
            sql.executeUpdate(statement.replace("TOWN", Integer.toString(town.id())));
        }
    }
}
