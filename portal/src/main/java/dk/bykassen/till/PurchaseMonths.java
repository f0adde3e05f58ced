package dk.bykassen.till;

import dk.bykassen.kernel.Problem;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.DatabaseOwner;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.Jobs;
import jakarta.annotation.PostConstruct;
import java.sql.CallableStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the purchases' months ready: two back, for late ids, and thirteen ahead, so that a portal that is not restarted for
 * a year still files every purchase under its month. Months are those of the ids, in real time. What is older an operator
 * may move away (docs/operations.md).
 */
@Component
class PurchaseMonths {

    private static final String KIND = "till-months";
    private static final int BACK = 2;
    private static final int AHEAD = 13;
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy_MM").withZone(ZoneOffset.UTC);

    private final DatabaseOwner owner;
    private final Jobs jobs;
    private final JdbcClient jdbc;

    PurchaseMonths(DatabaseOwner owner, Jobs jobs, JdbcClient jdbc) {
        this.owner = owner;
        this.jobs = jobs;
        this.jdbc = jdbc;
    }

    /** Whether a wave failed so because a purchase has no month: a violated check, says PostgreSQL, and can name none. */
    static boolean isMissingIn(@Nullable Throwable failure) {
        if (failure instanceof PSQLException refusal
                && PSQLState.CHECK_VIOLATION.getState().equals(refusal.getSQLState())) {
            ServerErrorMessage said = refusal.getServerErrorMessage();
            return said != null && said.getConstraint() == null;
        }
        return failure != null && isMissingIn(failure.getCause());
    }

    /**
     * What a purchase hears that found no month to be filed under: 503, and the month is made meanwhile; or 422 when it was
     * moved away and does not come back.
     */
    @Transactional
    public Problem missing(UUID id) {
        if (isClosed(id)) {
            return new Problem(422, "id-out-of-time", "The month of this id is closed.");
        }
        begin();
        return new Problem(503, "overload", "The purchase was not decided in time. Ask again with the same id.");
    }

    /** Whether purchases of this id's month were moved away. */
    @Transactional(readOnly = true)
    public boolean isClosed(UUID id) {
        return Uuid7.is(id) && isOver(id) && !isThere(id);
    }

    private boolean isThere(UUID id) {
        return jdbc.sql("""
                select exists (
                    select
                    from pg_inherits
                    where inhparent = 'till.purchase'::regclass and inhrelid = to_regclass(:month))
                """)
                .param("month", "till.purchase_" + MONTH.format(Uuid7.timeOf(id)))
                .query(Boolean.class)
                .single();
    }

    private static boolean isOver(UUID id) {
        return Uuid7.timeOf(id).isBefore(thisMonth().atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static LocalDate thisMonth() {
        return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).withDayOfMonth(1);
    }

    @PostConstruct
    void make() {
        LocalDate first = thisMonth().minusMonths(BACK);
        owner.run(connection -> {
            try (CallableStatement call = connection.prepareCall("call till.make_months(?, ?)")) {
                call.setObject(1, first);
                call.setInt(2, BACK + 1 + AHEAD);
                call.execute();
            }
        });
    }

    /** Starts the regular look ahead with the tenant's first unit; again it looks now. */
    void begin() {
        jobs.enqueue(KIND, "regular");
    }

    @Configuration
    static class Job {

        @Bean
        JobKind tillMonths(PurchaseMonths months) {
            return new JobKind(KIND, id -> {
                months.make();
                return JobKind.again(Duration.ofDays(28));
            });
        }
    }
}
