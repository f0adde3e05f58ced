package dk.bykassen.till;

import dk.bykassen.tenant.DatabaseOwner;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.Jobs;
import jakarta.annotation.PostConstruct;
import java.sql.CallableStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/**
 * Keeps the purchases' months ready: two back, for late ids, and thirteen ahead, so that a portal that is not restarted for
 * a year still files every purchase under its month. Months are those of the ids, in real time.
 */
@Component
class PurchaseMonths {

    private static final String KIND = "till-months";
    private static final int BACK = 2;
    private static final int AHEAD = 13;

    private final DatabaseOwner owner;
    private final Jobs jobs;

    PurchaseMonths(DatabaseOwner owner, Jobs jobs) {
        this.owner = owner;
        this.jobs = jobs;
    }

    @PostConstruct
    void make() {
        LocalDate first = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC)
                .withDayOfMonth(1)
                .minusMonths(BACK);
        owner.run(connection -> {
            try (CallableStatement call = connection.prepareCall("call till.make_months(?, ?)")) {
                call.setObject(1, first);
                call.setInt(2, BACK + 1 + AHEAD);
                call.execute();
            }
        });
    }

    /** Starts the regular look ahead with the tenant's first unit; again is harmless. */
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
