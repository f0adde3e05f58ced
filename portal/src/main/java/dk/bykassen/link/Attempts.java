package dk.bykassen.link;

import dk.bykassen.tenant.OldRows;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts the pairs of numbers people type, in real time. Whoever typed too many wrong ones waits; a person number that too
 * many wrong ones were typed with cannot be linked by a card's number for a while, whoever asks, and answers as ever.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    /** Wrong pairs one person may type in an hour, and in a day. A right one does not give any back. */
    static final int AN_HOUR = 5;

    static final int A_DAY = 10;

    /** Wrong pairs with one and the same person number, by whomever, in a day. */
    static final int WITH_ONE_NUMBER = 15;

    /** Wrong pairs of a whole tenant in an hour before the log says so. */
    static final int TOGETHER = 100;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final OldRows OLD = new OldRows("link.attempt", "id", "at", 20);
    private static final Duration KEPT = Duration.ofDays(2);

    private final JdbcClient jdbc;

    Attempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A pair that may be judged.
     *
     * @param isTrusted whether a right one links at once
     */
    record Attempt(long id, boolean isTrusted) {}

    private record Count(long inAnHour, long inADay, long withNumber, long together) {}

    /**
     * Takes the pair as wrong until {@link #hit} says otherwise. Pairs that one person sends side by side come one after the
     * other: the second is counted when the first is judged. Empty when the person has to wait.
     */
    Optional<Attempt> take(long person, byte[] number) {
        jdbc.sql("select pg_advisory_xact_lock(:tenant, hashint8(:person))")
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .query((row, line) -> true)
                .single();
        Instant now = Instant.now();
        Count count = count(person, number, now);
        if (count.inAnHour() >= AN_HOUR || count.inADay() >= A_DAY) {
            return Optional.empty();
        }
        if (count.together() >= TOGETHER) {
            LOG.warn("{} wrong pairs of person and card number within {}", count.together(), HOUR);
        }
        OLD.forgetFew(jdbc, now.minus(KEPT));
        return Optional.of(new Attempt(add(person, number, now), count.withNumber() < WITH_ONE_NUMBER));
    }

    void hit(Attempt attempt) {
        jdbc.sql("update link.attempt set hit = true where tenant_id = :tenant and id = :id")
                .param("tenant", Tenants.current().id())
                .param("id", attempt.id())
                .update();
    }

    private Count count(long person, byte[] number, Instant now) {
        return jdbc.sql("""
                select
                    count(*) filter (where person_id = :person and at > :hour) as in_an_hour,
                    count(*) filter (where person_id = :person) as in_a_day,
                    count(*) filter (where number_lookup = :number) as with_number,
                    count(*) filter (where at > :hour) as together
                from link.attempt
                where tenant_id = :tenant and at > :day and not hit
                """)
                .param("person", person)
                .param("number", number)
                .param("tenant", Tenants.current().id())
                .param("hour", Timestamp.from(now.minus(HOUR)))
                .param("day", Timestamp.from(now.minus(DAY)))
                .query((row, line) -> new Count(
                        row.getLong("in_an_hour"),
                        row.getLong("in_a_day"),
                        row.getLong("with_number"),
                        row.getLong("together")))
                .single();
    }

    private long add(long person, byte[] number, Instant now) {
        return jdbc.sql("""
                insert into link.attempt (tenant_id, person_id, number_lookup, at)
                values (:tenant, :person, :number, :now)
                returning id
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("number", number)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
    }
}
