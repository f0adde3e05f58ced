package dk.bykassen.identity;

import dk.bykassen.tenant.Columns;
import dk.bykassen.web.LiveSign;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Whether people get in: the last who did. That an eID is down shows as silence, which is all we know of it. */
@Component
class SignInSign implements LiveSign {

    private static final Duration LATELY = Duration.ofDays(1);

    private final JdbcClient jdbc;

    SignInSign(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "sign-in";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    @Transactional(readOnly = true, timeout = 2)
    public Optional<Reading> read() {
        return jdbc.sql("""
                select (select created_at
                        from identity.session
                        order by tenant_id desc, id desc
                        limit 1) as at
                where exists (select from identity.provider)
                """)
                .query((row, number) -> reading(Columns.instant(row, "at")))
                .optional();
    }

    /** Sessions are in real time: a demo's clock does not move them. */
    private static Reading reading(@Nullable Instant last) {
        boolean lately = last != null && last.isAfter(Instant.now().minus(LATELY));
        return new Reading(lately ? State.WORKS : State.QUIET, last);
    }
}
