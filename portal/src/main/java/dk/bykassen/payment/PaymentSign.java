package dk.bykassen.payment;

import dk.bykassen.tenant.Columns;
import dk.bykassen.web.LiveSign;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether payments by card go through: the last that did, and whether the gateway has stopped answering since. */
@Component
class PaymentSign implements LiveSign {

    /** Enough of the newest to see the last success; read backwards along the primary key. */
    private static final int NEWEST = 50;

    private static final Duration LATELY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;

    PaymentSign(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    @Transactional(readOnly = true, timeout = 2)
    public Optional<Reading> read() {
        return jdbc.sql("""
                with newest as (
                    select id, state, decided_at
                    from payment.payment
                    order by tenant_id desc, id desc
                    limit :newest
                ), last_paid as (
                    select max(id) as id, max(decided_at) as at
                    from newest
                    where state = 'paid'
                )
                select last_paid.at,
                       exists (select from newest
                               where newest.state = 'unknown' and newest.id > coalesce(last_paid.id, 0)) as unanswered
                from last_paid
                where exists (select from payment.gateway_account)
                """)
                .param("newest", NEWEST)
                .query((row, number) -> reading(Columns.instant(row, "at"), row.getBoolean("unanswered")))
                .optional();
    }

    private Reading reading(@Nullable Instant last, boolean unanswered) {
        if (unanswered) {
            return new Reading(State.FAILS, last);
        }
        boolean lately = last != null && last.isAfter(clock.instant().minus(LATELY));
        return new Reading(lately ? State.WORKS : State.QUIET, last);
    }
}
