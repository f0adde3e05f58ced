package dk.bykassen.assistance;

import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Counts the codes members of staff type. With a million codes and few of them shown at any time, a member who typed only
 * wrong ones hits somebody's by chance once in many years.
 */
@Component
class Guesses {

    private static final Logger LOG = LoggerFactory.getLogger(Guesses.class);

    /** Wrong codes a member may type one after the other before waiting. */
    static final int IN_A_ROW = 5;

    static final Duration WAIT = Duration.ofMinutes(15);
    /** Wrong codes a member may type in a day. */
    static final int A_DAY = 20;
    /** Wrong codes all members together may type in {@link #WAIT} before everybody waits. */
    static final int TOGETHER = 60;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(2);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Guesses(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    private record Count(long inARow, long inADay, long together) {
        boolean isEnough() {
            return inARow >= IN_A_ROW || inADay >= A_DAY || together >= TOGETHER;
        }
    }

    /**
     * Takes a guess as wrong until {@link #hit} says otherwise; counted and committed before it is judged, so that guesses
     * sent side by side cannot share a place. Empty when the member has to wait.
     */
    Optional<Long> take(UUID member) {
        return transactions.execute(status -> {
            Instant now = Instant.now();
            jdbc.sql("select pg_advisory_xact_lock(:tenant, hashtext('assistance.guess'))")
                    .param("tenant", Tenants.current().id())
                    .query((row, number) -> true)
                    .list();
            Count count = count(member, now);
            if (count.isEnough()) {
                if (count.together() >= TOGETHER) {
                    LOG.warn("{} wrong codes for seeing citizens' pages within {}", count.together(), WAIT);
                }
                return Optional.<Long>empty();
            }
            forget(now.minus(KEPT));
            return Optional.of(add(member, now));
        });
    }

    void hit(long guess) {
        jdbc.sql("update assistance.guess set hit = true where tenant_id = :tenant and id = :id")
                .param("tenant", Tenants.current().id())
                .param("id", guess)
                .update();
    }

    private Count count(UUID member, Instant now) {
        return jdbc.sql("""
                select
                    count(*) filter (where member = :member and at > :lately and at > coalesce((
                        select max(h.at)
                        from assistance.guess h
                        where h.tenant_id = :tenant and h.member = :member and h.hit
                    ), '-infinity')) as in_a_row,
                    count(*) filter (where member = :member) as in_a_day,
                    count(*) filter (where at > :lately) as together
                from assistance.guess
                where tenant_id = :tenant and at > :day and not hit
                """)
                .param("member", member)
                .param("tenant", Tenants.current().id())
                .param("lately", Timestamp.from(now.minus(WAIT)))
                .param("day", Timestamp.from(now.minus(DAY)))
                .query((row, number) ->
                        new Count(row.getLong("in_a_row"), row.getLong("in_a_day"), row.getLong("together")))
                .single();
    }

    private long add(UUID member, Instant now) {
        return jdbc.sql("""
                insert into assistance.guess (tenant_id, member, at)
                values (:tenant, :member, :now)
                returning id
                """)
                .param("tenant", Tenants.current().id())
                .param("member", member)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }

    private void forget(Instant before) {
        jdbc.sql("delete from assistance.guess where tenant_id = :tenant and at < :before")
                .param("tenant", Tenants.current().id())
                .param("before", Timestamp.from(before))
                .update();
    }
}
