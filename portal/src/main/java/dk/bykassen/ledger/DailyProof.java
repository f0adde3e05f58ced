package dk.bykassen.ledger;

import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.Jobs;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Proves each tenant's books every night and raises its voice when they do not add up. */
@Component
class DailyProof {

    static final String KIND = "ledger-proof";
    private static final String ID = "daily";
    private static final LocalTime AT = LocalTime.of(3, 15);
    private static final Logger LOG = LoggerFactory.getLogger(DailyProof.class);

    private final Jobs jobs;
    private final InstantSource clock;

    DailyProof(Jobs jobs, InstantSource clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Starts the nightly proof of the current tenant, with the first account of its books; again is harmless. */
    void begin() {
        jobs.enqueue(KIND, ID, next(clock.instant()));
    }

    private static Instant next(Instant now) {
        ZonedDateTime local = now.atZone(Tenants.current().zone());
        ZonedDateTime today = local.with(AT);
        return (today.isAfter(local) ? today : today.plusDays(1)).toInstant();
    }

    @Configuration
    static class Job {

        @Bean
        JobKind ledgerProof(Books books, InstantSource clock) {
            return new JobKind(KIND, id -> {
                Instant now = clock.instant();
                Proof proof = books.prove(now);
                if (!proof.holds()) {
                    LOG.error(
                            "the books do not add up: trial balance {}, {} accounts differ",
                            proof.trialBalance(),
                            proof.differences().size());
                }
                return JobKind.again(Duration.between(now, next(now)));
            });
        }
    }
}
