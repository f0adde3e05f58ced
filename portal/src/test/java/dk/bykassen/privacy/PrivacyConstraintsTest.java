package dk.bykassen.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself refuses, whoever asks. */
class PrivacyConstraintsTest extends PrivacyTown {

    @BeforeEach
    void karenAsked() throws SQLException {
        done(export());
        done(erasure());
        done("""
                insert into privacy.erasure_step (tenant_id, erasure_id, source, at, result)
                select tenant_id, id, 'card', asked_at, 'erased' from privacy.erasure where tenant_id = %d
                """.formatted(town.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'lost'",
                "language = 'de'",
                "done = 1",
                "done = -1",
                "state = 'ready'",
                "sealed = '\\xab'",
                "state = 'ready', sealed = '\\xab', size = 1",
                "state = 'ready', sealed = '\\xab', ready_at = asked_at, expires_at = asked_at, size = 1",
                "size = 0",
                "person_id = 999999999",
            })
    void aCopyIsWrittenDownProperly(String change) {
        refused("update privacy.export set " + change + " where tenant_id = " + town.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'lost'",
                "language = 'de'",
                "due_at = asked_at",
                "state = 'undone'",
                "undone_at = asked_at",
                "state = 'closed'",
                "closed_at = asked_at",
                "state = 'done', closed_at = asked_at",
                "done_at = asked_at",
                "person_id = 999999999",
            })
    void anErasureIsWrittenDownProperly(String change) {
        refused("update privacy.erasure set " + change + " where tenant_id = " + town.id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source = 'Card'",
                "result = 'kept'",
                "result = 'refused'",
                "objections = array['the balance differs']",
                "erasure_id = 999999999",
            })
    void whatBecameOfASourceIsWrittenDownProperly(String change) {
        refused("update privacy.erasure_step set " + change + " where tenant_id = " + town.id());
    }

    @Test
    void onePersonHasOneOfEachUnderWay() {
        refused(export());
        refused(erasure());
    }

    private String export() {
        return """
                insert into privacy.export (tenant_id, public_id, person_id, language, state, asked_at)
                values (%d, '%s', %d, 'da', 'asked', now())
                """.formatted(town.id(), UUID.randomUUID(), karen.id());
    }

    private String erasure() {
        return """
                insert into privacy.erasure (tenant_id, public_id, person_id, language, state, asked_at, due_at)
                values (%d, '%s', %d, 'da', 'waiting', now(), now() + interval '14 days')
                """.formatted(town.id(), UUID.randomUUID(), karen.id());
    }

    private static void refused(String statement) {
        assertThatThrownBy(() -> done(statement))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("violates");
    }

    private static void done(String statement) throws SQLException {
        try (var connection = TestTown.superuser("town");
                var sql = connection.createStatement()) {
            assertThat(sql.executeUpdate(statement)).isEqualTo(1);
        }
    }
}
