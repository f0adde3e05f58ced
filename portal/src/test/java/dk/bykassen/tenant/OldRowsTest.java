package dk.bykassen.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@TownTest
class OldRowsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final OldRows TRIES = new OldRows("password.throttle", "kind, key", "last_at", 3);

    @Autowired
    Founding founding;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void theOldestFewAreForgottenAndTheRestAnotherTime() {
        Tenant town = TestTown.found(founding);
        tried(town, 1, 2, 10, 20, 30, 40, 50);

        forget(town);
        assertThat(daysAgo(town)).containsExactly(1, 2, 10, 20);

        forget(town);
        assertThat(daysAgo(town)).containsExactly(1, 2);
    }

    @Test
    void anotherTownsStay() {
        Tenant town = TestTown.found(founding);
        Tenant neighbour = TestTown.found(founding);
        tried(town, 20);
        tried(neighbour, 30);

        forget(town);
        assertThat(daysAgo(town)).isEmpty();
        assertThat(daysAgo(neighbour)).containsExactly(30);
    }

    @Test
    void whatSomebodyElseIsForgettingIsPassedOver() {
        Tenant town = TestTown.found(founding);
        tried(town, 10, 20, 30, 40);

        TestTown.in(
                town,
                () -> transactions.execute(slow -> {
                    TRIES.forgetFew(jdbc, NOW.minus(Duration.ofDays(7)));
                    CompletableFuture.runAsync(() -> forget(town))
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join();
                    return true;
                }));
        assertThat(daysAgo(town)).isEmpty();
    }

    private void forget(Tenant town) {
        TestTown.in(
                town,
                () -> transactions.execute(status -> {
                    TRIES.forgetFew(jdbc, NOW.minus(Duration.ofDays(7)));
                    return true;
                }));
    }

    private void tried(Tenant town, int... daysAgo) {
        TestTown.in(
                town,
                () -> transactions.execute(status -> {
                    for (int days : daysAgo) {
                        jdbc.sql("""
                        insert into password.throttle (tenant_id, kind, key, tries, free_at, last_at)
                        values (:tenant, 'name', sha256(:days::text::bytea), 1, :at, :at)
                        """)
                                .param("tenant", town.id())
                                .param("days", days)
                                .param("at", Timestamp.from(NOW.minus(Duration.ofDays(days))))
                                .update();
                    }
                    return true;
                }));
    }

    private List<Integer> daysAgo(Tenant town) {
        return TestTown.in(
                town,
                () -> transactions.execute(status -> jdbc.sql("""
                                select extract(day from :now::timestamptz - last_at)::int
                                from password.throttle
                                where tenant_id = :tenant
                                order by last_at desc
                                """)
                        .param("now", Timestamp.from(NOW))
                        .param("tenant", town.id())
                        .query(Integer.class)
                        .list()));
    }
}
