package dk.bykassen.web;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The portal itself: it works when it reaches what it keeps. */
@Component
class PortalSign implements LiveSign {

    private final JdbcClient jdbc;

    PortalSign(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "portal";
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    @Transactional(readOnly = true, timeout = 2)
    public Optional<Reading> read() {
        jdbc.sql("select 1").query(Integer.class).single();
        return Optional.of(new Reading(State.WORKS, null));
    }
}
