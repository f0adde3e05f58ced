package dk.bykassen.password;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.OldRows;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counters of tries. Each is taken in one statement, so that tries sent side by side cannot share one. */
@Repository
class ThrottleStore {

    /** What is counted. */
    enum Kind {
        /** Tries at a typed name, from browsers nobody knows. */
        NAME,
        /** Tries from a browser that signed in as that person before. */
        BROWSER,
        /** Tries from a network address, over all names. */
        ADDRESS,
        /** Tries in the whole tenant. */
        TENANT,
        /** Letters sent to a name. */
        LETTER,
        /** Letters asked for from a network address. */
        LETTER_ADDRESS;

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** One counter: what is counted, and of what. */
    record Key(Kind kind, String of) {}

    private static final OldRows OLD = new OldRows("password.throttle", "kind, key", "last_at", 10);

    private final JdbcClient jdbc;
    private final Keyring keyring;

    ThrottleStore(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    /** When a try is free again; in the past when it is now. */
    Instant freeAt(Key key) {
        return select(key, "free_at")
                .query((row, number) -> row.getTimestamp("free_at").toInstant())
                .optional()
                .orElse(Instant.EPOCH);
    }

    /**
     * Counts a try, unless the counter is waiting.
     *
     * @param span a counter nobody added to for so long begins anew
     * @return which try it is; empty when it has to wait, and then nothing was counted
     */
    Optional<Integer> count(Key key, Duration span, Instant now) {
        return with(key, """
                insert into password.throttle as t (tenant_id, kind, key, tries, free_at, last_at)
                values (:tenant, :kind, :key, 1, :now, :now)
                on conflict (tenant_id, kind, key) do update
                set tries = case when t.last_at < :start then 1 else least(t.tries + 1, 1000000) end, last_at = :now
                where t.free_at <= :now
                returning tries
                """)
                .param("now", Timestamp.from(now))
                .param("start", Timestamp.from(now.minus(span)))
                .query(Integer.class)
                .optional();
    }

    /** The next try has to wait until {@code free}. */
    void close(Key key, Instant free) {
        with(key, """
                update password.throttle
                set free_at = greatest(free_at, :free)
                where tenant_id = :tenant and kind = :kind and key = :key
                """).param("free", Timestamp.from(free)).update();
    }

    void clear(Key key) {
        with(key, "delete from password.throttle where tenant_id = :tenant and kind = :kind and key = :key")
                .update();
    }

    /**
     * Takes one from an allowance that refills by one every {@code each} and holds {@code burst} (a leaky bucket, kept as
     * the moment at which it is full again).
     *
     * @return false when it is used up; then nothing was taken
     */
    boolean take(Key key, Duration each, int burst, Instant now) {
        return with(key, """
                insert into password.throttle as t (tenant_id, kind, key, tries, free_at, last_at)
                values (:tenant, :kind, :key, 1, :one, :now)
                on conflict (tenant_id, kind, key) do update
                set tries = least(t.tries + 1, 1000000),
                    free_at = greatest(t.free_at, :now) + make_interval(secs => :each),
                    last_at = :now
                where t.free_at <= :full
                """)
                        .param("now", Timestamp.from(now))
                        .param("one", Timestamp.from(now.plus(each)))
                        .param("each", each.toSeconds())
                        .param("full", Timestamp.from(now.plus(each.multipliedBy(burst - 1L))))
                        .update()
                == 1;
    }

    /** Puts one back that {@link #take} took. */
    void giveBack(Key key, Duration each) {
        with(key, """
                update password.throttle
                set free_at = free_at - make_interval(secs => :each), tries = greatest(tries - 1, 0)
                where tenant_id = :tenant and kind = :kind and key = :key
                """).param("each", each.toSeconds()).update();
    }

    /** Forgets a few counters nobody added to since {@code before}: each try clears up more than it adds. */
    void forgetOld(Instant before) {
        OLD.forgetFew(jdbc, before);
    }

    private JdbcClient.StatementSpec select(Key key, String column) {
        return with(
                key,
                "select " + column
                        + " from password.throttle where tenant_id = :tenant and kind = :kind and key = :key");
    }

    private JdbcClient.StatementSpec with(Key key, String sql) {
        return jdbc.sql(sql)
                .param("tenant", Tenants.current().id())
                .param("kind", key.kind().code())
                .param("key", keyring.lookup("throttle-" + key.kind().code(), key.of()));
    }
}
