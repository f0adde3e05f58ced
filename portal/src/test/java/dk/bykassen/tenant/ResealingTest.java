package dk.bykassen.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.kernel.Keyring;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A town's sealed values are brought under a new key while the portal serves, in steps that may end anywhere. */
@TownTest
class ResealingTest {

    private static final String OLD = Keyring.newLine("2025");
    private static final String NEW = Keyring.newLine("2026");
    private static final int MESSAGES = 1203;

    private final Keyring before = Keyring.parse(OLD);
    private final Keyring both = Keyring.parse(NEW + "\n" + OLD);
    private final Keyring after = Keyring.parse(NEW);

    private final JdbcClient jdbc;
    private final DataSource platform;
    private final TransactionTemplate transactions;
    private final List<SealedColumn> columns;
    private final Tenant tenant;

    @Autowired
    ResealingTest(
            JdbcClient jdbc,
            @Qualifier("platformDataSource") DataSource platform,
            TransactionTemplate transactions,
            List<SealedColumn> columns,
            Founding founding) {
        this.jdbc = jdbc;
        this.platform = platform;
        this.transactions = transactions;
        this.columns = columns;
        this.tenant = TestTown.found(founding);
    }

    @BeforeEach
    void manyMessagesUnderTheOldKey() {
        inTransaction(() -> {
            for (int i = 0; i < MESSAGES; i++) {
                write(before, "somebody" + i + "@example.com");
            }
            return true;
        });
    }

    @Test
    void everythingIsReadWithTheNewKeyAlone() {
        Resealing resealing = resealing(columns);

        TestTown.in(tenant, () -> {
            assertThat(resealing.isWanted()).isTrue();
            assertThat(resealing.run()).isTrue();
            return true;
        });

        List<String> addresses = stored().stream()
                .map(value -> after.decrypt("message-address", value))
                .toList();
        assertThat(addresses).hasSize(MESSAGES).contains("somebody0@example.com", "somebody1202@example.com");
    }

    @Test
    void whatWasWrittenMeanwhileStays() {
        Resealing resealing = resealing(columns);
        inTransaction(() -> {
            write(both, "new@example.com");
            return true;
        });
        List<byte[]> fresh = underTheNewKey();

        assertThat((boolean) TestTown.in(tenant, resealing::run)).isTrue();

        assertThat(stored()).contains(fresh.getFirst());
    }

    /** Ended half-way, it leaves a part under each key, all of it readable, and the next one does the rest. */
    @Test
    void cutShortItGoesOnFromWhereItWas() {
        Keyring dying = both;
        var steps = new int[1];
        var mortal = new TransactionTemplate(transactions.getTransactionManager()) {
            @Override
            public <T> T execute(org.springframework.transaction.support.TransactionCallback<T> action) {
                if (++steps[0] > 4) {
                    throw new IllegalStateException("killed");
                }
                return super.execute(action);
            }
        };
        List<SealedColumn> addresses = columns.stream()
                .filter(column -> column.table().equals("message.message"))
                .toList();
        var cutShort = new Resealing(jdbc, platform, mortal, dying, addresses);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> TestTown.in(tenant, cutShort::run))
                .hasMessage("killed");
        assertThat(underTheNewKey().size()).isBetween(1, MESSAGES - 1);

        assertThat((boolean) TestTown.in(tenant, resealing(columns)::run)).isTrue();
        assertThat(underTheNewKey()).hasSize(MESSAGES);
    }

    @Test
    void aValueNoKeyReadsIsLeftAloneAndKeepsItFromBeingDone() {
        inTransaction(() -> {
            write(Keyring.parse(Keyring.newLine("lost")), "lost@example.com");
            return true;
        });

        assertThat((boolean) TestTown.in(tenant, resealing(columns)::run)).isFalse();
        assertThat(underTheNewKey()).hasSize(MESSAGES);
        assertThat((boolean) TestTown.in(tenant, resealing(columns)::isWanted)).isTrue();
    }

    private Resealing resealing(List<SealedColumn> what) {
        return new Resealing(jdbc, platform, transactions, both, what);
    }

    private List<byte[]> underTheNewKey() {
        return stored().stream().filter(both::isCurrent).toList();
    }

    private List<byte[]> stored() {
        return inTransaction(() -> jdbc.sql("select address from message.message where tenant_id = :tenant")
                .param("tenant", tenant.id())
                .query(byte[].class)
                .list());
    }

    private void write(Keyring keyring, String address) {
        jdbc.sql("""
                        insert into message.message (tenant_id, public_id, key, channel, template, language, address, params, created_at)
                        values (:tenant, :id, :key, 'email', 'receipt', 'da', :address, '{}', '2026-11-21 10:00Z')
                        """)
                .param("tenant", tenant.id())
                .param("id", UUID.randomUUID())
                .param("key", UUID.randomUUID().toString())
                .param("address", keyring.encrypt("message-address", address))
                .update();
    }

    private <T> T inTransaction(Callable<T> work) {
        return TestTown.in(
                tenant,
                () -> transactions.execute(status -> {
                    try {
                        return work.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }));
    }
}
