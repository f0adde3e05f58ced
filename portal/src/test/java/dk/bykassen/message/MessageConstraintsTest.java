package dk.bykassen.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the database itself refuses, whoever asks. */
@TownTest
class MessageConstraintsTest {

    @Autowired
    Founding founding;

    private Tenant town;

    @BeforeEach
    void open() throws SQLException {
        town = TestTown.found(founding);
        done(message(UUID.randomUUID(), "receipt:1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key = ''",
                "channel = 'pigeon'",
                "template = 'Receipt'",
                "language = 'de'",
                "params = '[]'",
                "state = 'lost'",
                "attempts = -1",
                "state = 'sent'",
                "decided_at = now()",
                "state = 'failed', decided_at = now()",
                "failure = repeat('x', 201)",
                "person_id = 999999999",
            })
    void aMessageIsWrittenDownProperly(String change) {
        refused("update message.message set " + change + " where tenant_id = " + town.id());
    }

    @Test
    void anOccasionHasOneMessage() throws SQLException {
        UUID id = UUID.randomUUID();
        done(message(id, "receipt:2"));
        refused(message(UUID.randomUUID(), "receipt:2"));
        refused(message(id, "receipt:3"));
    }

    private String message(UUID id, String key) {
        return """
                insert into message.message (
                    tenant_id, public_id, key, channel, template, language, address, params, created_at
                )
                values (%d, '%s', '%s', 'email', 'top-up-receipt', 'da', '\\xab', '{}', now())
                """.formatted(town.id(), id, key);
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
