package dk.bykassen.tenant;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.Uuid7;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings everything that was sealed with an older key under the current one, tenant by tenant, in small steps and while
 * the portal serves. It may end anywhere and begin again: what is under the current key already is passed over.
 */
@Component
class Resealing {

    static final String KIND = "keys-reseal";

    /** Rows looked at in one transaction. */
    private static final int STEP = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

    private final JdbcClient jdbc;
    private final JdbcClient platform;
    private final TransactionTemplate transactions;
    private final Keyring keyring;
    private final List<SealedColumn> columns;

    Resealing(
            JdbcClient jdbc,
            @Qualifier("platformDataSource") DataSource platform,
            TransactionTemplate transactions,
            Keyring keyring,
            List<SealedColumn> columns) {
        this.jdbc = jdbc;
        this.platform = JdbcClient.create(platform);
        this.transactions = transactions;
        this.keyring = keyring;
        this.columns = columns;
    }

    /** @param isOld whether the row's value is under an older key than the current one */
    private record Row(Object key, boolean isOld) {}

    /** What became of a part of a table. */
    private record Tally(long moved, long unreadable) {
        Tally and(Tally other) {
            return new Tally(moved + other.moved, unreadable + other.unreadable);
        }
    }

    /** How many tenants still have something under an older key, as far as the database remembers. */
    long behind() {
        return platform.sql("select count(*) from platform.resealing where key_id <> ? or done_at is null")
                .param(keyring.currentId())
                .query(Long.class)
                .single();
    }

    /** Whether the current tenant has to be gone through: always while there is an older key that could be missed. */
    boolean isWanted() {
        boolean done = platform.sql("""
                        select exists (
                            select from platform.resealing where tenant_id = ? and key_id = ? and done_at is not null)
                        """)
                .params(Tenants.current().id(), keyring.currentId())
                .query(Boolean.class)
                .single();
        return !done || keyring.ids().size() > 1;
    }

    /** Notes that the current tenant is to be gone through. */
    void begin() {
        note(0, null);
    }

    /** Seals what the current tenant has anew. Returns whether nothing is left under an older key. */
    boolean run() {
        var all = new Tally(0, 0);
        for (SealedColumn column : columns) {
            all = all.and(reseal(column));
        }
        boolean clean = all.unreadable() == 0;
        note(all.moved(), clean ? Instant.now() : null);
        if (!clean) {
            LOG.error("{} sealed values can be read with none of the keys and were left alone", all.unreadable());
        } else {
            LOG.info("{} values were sealed anew; all are under the key {}", all.moved(), keyring.currentId());
            if (behind() == 0) {
                LOG.info(
                        "everything is sealed under the key {}: older ones may leave the secrets", keyring.currentId());
            }
        }
        return clean;
    }

    private Tally reseal(SealedColumn column) {
        var all = new Tally(0, 0);
        Optional<Object> last = Optional.empty();
        do {
            List<Row> rows = read(column, last);
            Tally step = transactions.execute(status -> rows.stream()
                    .filter(Row::isOld)
                    .map(row -> reseal(column, row.key()))
                    .reduce(new Tally(0, 0), Tally::and));
            all = all.and(step);
            last = rows.size() < STEP
                    ? Optional.empty()
                    : Optional.of(rows.getLast().key());
        } while (last.isPresent());
        return all;
    }

    /** The next keys in order, and which rows are under an older key; not the values, which may be large. */
    private List<Row> read(SealedColumn column, Optional<Object> after) {
        String sql = """
                select %1$s as key, coalesce(%2$s <> :current, false) as old from %3$s
                where tenant_id = :tenant %4$s
                order by %1$s
                limit :step
                """.formatted(
                        column.key(),
                        column.keyId(),
                        column.table(),
                        after.isEmpty() ? "" : "and " + column.key() + " > :last");
        return transactions.execute(status -> {
            var query = jdbc.sql(sql)
                    .param("tenant", Tenants.current().id())
                    .param("current", keyring.currentId())
                    .param("step", STEP);
            after.ifPresent(last -> query.param("last", last));
            return query.query((row, number) -> new Row(row.getObject("key"), row.getBoolean("old")))
                    .list();
        });
    }

    private Tally reseal(SealedColumn column, Object key) {
        Optional<byte[]> stored = jdbc.sql("select %s from %s where tenant_id = :tenant and %s = :key"
                        .formatted(column.column(), column.table(), column.key()))
                .param("tenant", Tenants.current().id())
                .param("key", key)
                .query(byte[].class)
                .optional();
        return stored.filter(value -> !keyring.isCurrent(value))
                .map(value -> replace(column, key, value))
                .orElse(new Tally(0, 0));
    }

    /** Whoever writes the row at the same moment writes it under the current key and is not overwritten. */
    private Tally replace(SealedColumn column, Object key, byte[] old) {
        byte[] fresh;
        try {
            fresh = keyring.seal(column.purpose(), keyring.open(column.purpose(), old));
        } catch (IllegalStateException unreadable) {
            return new Tally(0, 1);
        }
        int moved = jdbc.sql("""
                        update %1$s set %2$s = :fresh
                        where tenant_id = :tenant and %3$s = :key and %2$s = :old
                        """.formatted(column.table(), column.column(), column.key()))
                .param("fresh", fresh)
                .param("tenant", Tenants.current().id())
                .param("key", key)
                .param("old", old)
                .update();
        return new Tally(moved, 0);
    }

    private void note(long moved, @Nullable Instant done) {
        platform.sql("""
                        insert into platform.resealing (tenant_id, key_id, moved, done_at)
                        values (:tenant, :key, :moved, :done)
                        on conflict (tenant_id) do update
                        set key_id = excluded.key_id, moved = excluded.moved, done_at = excluded.done_at
                        """)
                .param("tenant", Tenants.current().id())
                .param("key", keyring.currentId())
                .param("moved", moved)
                .param("done", done == null ? null : Timestamp.from(done), Types.TIMESTAMP)
                .update();
    }

    /** Begins at every start; a job of its own each time, so that one that died with its node need not be waited for. */
    @Component
    static class AtStart {

        private final Tenants tenants;
        private final Resealing resealing;
        private final Jobs jobs;
        private final TransactionTemplate transactions;

        AtStart(
                Tenants tenants,
                Resealing resealing,
                Jobs jobs,
                TransactionTemplate transactions,
                MeterRegistry meters) {
            this.tenants = tenants;
            this.resealing = resealing;
            this.jobs = jobs;
            this.transactions = transactions;
            Gauge.builder("bykassen.keys.behind", resealing, Resealing::behind)
                    .description("tenants with values that are sealed under an older key")
                    .register(meters);
        }

        @EventListener(ApplicationReadyEvent.class)
        void begin() {
            for (Tenant tenant : tenants.all()) {
                Tenants.<Boolean, RuntimeException>inTenant(tenant, () -> {
                    if (resealing.isWanted()) {
                        resealing.begin();
                        transactions.executeWithoutResult(status -> jobs.enqueue(KIND, Uuid7.next()));
                    }
                    return true;
                });
            }
        }
    }

    @Configuration
    static class Job {

        @Bean
        JobKind reseal(Resealing resealing) {
            return new JobKind(KIND, id -> {
                resealing.run();
                return JobKind.done();
            });
        }
    }
}
