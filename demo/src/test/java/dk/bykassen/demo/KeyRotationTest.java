package dk.bykassen.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.postgres.EmbeddedPostgres;
import dk.bykassen.postgres.Options;
import dk.bykassen.postgres.OwnedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An operator puts a new key on top, waits, and takes the old one out, as docs/operations.md says. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyRotationTest {

    private static final String OLD = Keyring.newLine("town-2025");
    private static final String NEW = Keyring.newLine("town-2026");
    private static final int MESSAGES = 30_000;
    private static final int PEOPLE = 2_500;

    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;
    private static Connection superuser;

    @BeforeAll
    static void aTownUnderTheOldKey() throws Exception {
        server = EmbeddedPostgres.start(folder.resolve("postgres"), Options.forTests());
        try (Portal portal = Portal.start(folder, with(OLD))) {
            portal.awaitReady();
        }
        superuser = DriverManager.getConnection(server.jdbcUrl("town"), server.superuser(), server.password());
        fill(Keyring.parse(OLD));
    }

    @AfterAll
    static void stop() throws SQLException {
        superuser.close();
        server.close();
    }

    /** The last: after it the old key is gone. */
    @Test
    @Order(2)
    void aKeyIsReplacedWhateverHappensOnTheWay() throws Exception {
        Keyring fresh = Keyring.parse(NEW);

        // Killed in the middle of it.
        try (Portal portal = Portal.start(folder, with(NEW, OLD))) {
            await(() -> underTheNewKey() > 0);
            portal.kill();
        }
        assertThat(underTheNewKey()).isBetween(1L, MESSAGES - 1L);

        // The old key may not leave yet.
        try (Portal tooEarly = Portal.start(folder, with(NEW))) {
            assertThat(tooEarly.refusal())
                    .startsWith("1: The secrets no longer hold the key town-2025, and ")
                    .endsWith("take it out when the portal says that everything is sealed anew.")
                    .hasLineCount(1);
        }

        // Started once more it goes on, and says when it is done.
        try (Portal portal = Portal.start(folder, with(NEW, OLD))) {
            portal.awaitReady();
            await(() -> portal.says("bykassen_keys_behind 0.0"));
            assertThat(underTheNewKey()).isEqualTo(MESSAGES);
            assertThat(portal.log()).contains("everything is sealed under the key town-2026");

            // While somebody still finds people by the old key nobody may begin to find them by the new one.
            try (Portal other = Portal.start(folder, with(NEW))) {
                assertThat(other.refusal())
                        .isEqualTo("1: Another Bykassen still serves from this database: stop every node before the key"
                                + " town-2025 is taken out of the secrets, then start them.");
            }
            assertThat(Portal.get(portal.port, "fjordby.localhost", "/")).startsWith("HTTP/1.1 200");
        }

        // Without the old key everything is read and everybody is found; the roles have new passwords.
        try (Portal portal = Portal.start(folder, with(NEW))) {
            portal.awaitReady();
            assertThat(Portal.get(portal.port, "fjordby.localhost", "/")).startsWith("HTTP/1.1 200");
        }
        assertThat(found(fresh)).isEqualTo(PEOPLE);
        try (Statement sql = superuser.createStatement();
                ResultSet row = sql.executeQuery("select sealed from identity.person_number order by shown limit 1")) {
            row.next();
            assertThat(fresh.decrypt("person-number", row.getBytes(1))).hasSize(10);
        }
    }

    @Test
    @Order(1)
    void aNewKeyBelowTheOldOneIsRefused() throws Exception {
        try (Portal portal = Portal.start(folder, with(OLD, NEW))) {
            assertThat(portal.refusal())
                    .isEqualTo("1: In the secrets the key town-2026 stands below town-2025, which people are found by:"
                            + " new lines go on top.");
        }
    }

    @Test
    @Order(1)
    void theDatabaseIsToldNoPassword() throws Exception {
        try (Statement sql = superuser.createStatement();
                ResultSet row = sql.executeQuery(
                        "select rolpassword from pg_authid where rolname in ('bykassen_app', 'bykassen_till')")) {
            while (row.next()) {
                assertThat(row.getString(1)).startsWith("SCRAM-SHA-256$4096:");
            }
        }
    }

    private static void fill(Keyring keyring) throws SQLException {
        superuser.setAutoCommit(false);
        try (Statement sql = superuser.createStatement()) {
            sql.execute("""
                    insert into platform.tenant (slug, name, legal_name, prefix, country, currency, zone, languages,
                        primary_colour, accent_colour, header, radius, logo, logo_width, phone, email, address,
                        business_number, created_at)
                    values ('fjordby', 'Fjordby', 'Fjordby', 'FJ', 'DK', 'DKK', 'Europe/Copenhagen', '{da}',
                        '#0b4a75', '#63c5cf', 'band', 8, '<svg xmlns="http://www.w3.org/2000/svg"/>', 100, '1', '1', '1',
                        '1', '2026-01-01 00:00Z')
                    """);
            sql.execute("insert into platform.host select 'fjordby.localhost', id from platform.tenant");
        }
        try (PreparedStatement person = superuser.prepareStatement("""
                        with person as (
                            insert into identity.person (tenant_id, public_id, first_name, last_name, language,
                                created_at, changed_at)
                            select id, ?, 'Test', 'Person', 'da', '2026-01-01 00:00Z', '2026-01-01 00:00Z'
                            from platform.tenant
                            returning tenant_id, id)
                        insert into identity.person_number (tenant_id, person_id, country, lookup, sealed, shown, added_at)
                        select tenant_id, id, 'DK', ?, ?, '610101', '2026-01-01 00:00Z' from person
                        """);
                PreparedStatement message = superuser.prepareStatement("""
                        insert into message.message (tenant_id, public_id, key, channel, template, language, address,
                            params, created_at)
                        select id, ?, ?, 'email', 'receipt', 'da', ?, '{}', '2026-01-01 00:00Z' from platform.tenant
                        """)) {
            for (int i = 0; i < PEOPLE; i++) {
                person.setObject(1, UUID.randomUUID());
                person.setBytes(2, keyring.lookup("person-number", "DK" + number(i)));
                person.setBytes(3, keyring.encrypt("person-number", number(i)));
                person.addBatch();
            }
            person.executeBatch();
            for (int i = 0; i < MESSAGES; i++) {
                message.setObject(1, UUID.randomUUID());
                message.setString(2, "occasion-" + i);
                message.setBytes(3, keyring.encrypt("message-address", "somebody" + i + "@example.com"));
                message.addBatch();
            }
            message.executeBatch();
        }
        superuser.commit();
        superuser.setAutoCommit(true);
    }

    private static String number(int i) {
        return "610101" + (1000 + i);
    }

    private long found(Keyring keyring) throws SQLException {
        long found = 0;
        try (PreparedStatement sql =
                superuser.prepareStatement("select count(*) from identity.person_number where lookup = ?")) {
            for (int i = 0; i < PEOPLE; i++) {
                sql.setBytes(1, keyring.lookup("person-number", "DK" + number(i)));
                try (ResultSet row = sql.executeQuery()) {
                    row.next();
                    found += row.getLong(1);
                }
            }
        }
        return found;
    }

    private long underTheNewKey() {
        try (Statement sql = superuser.createStatement();
                ResultSet row = sql.executeQuery("""
                        select count(*) from message.message
                        where convert_from(substring(address from 2 for get_byte(address, 0)), 'UTF8') = 'town-2026'
                        """)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier question) throws InterruptedException {
        long until = System.nanoTime() + 120_000_000_000L;
        while (!question.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(until);
            Thread.sleep(20);
        }
    }

    private static Map<String, String> with(String... lines) throws IOException {
        Path file = folder.resolve("secrets");
        Files.write(file, List.of(lines));
        return Map.of(
                "BYKASSEN_DATABASE_URL",
                OwnedDatabase.address(server, "town"),
                "BYKASSEN_SECRETS_FILE",
                file.toString());
    }
}
