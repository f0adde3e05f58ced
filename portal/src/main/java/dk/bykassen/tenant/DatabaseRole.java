package dk.bykassen.tenant;

import java.util.List;

/** The roles that serve. Neither owns a table nor belongs to a role that does. */
enum DatabaseRole {
    APP(
            "bykassen_app",
            List.of("lock_timeout = '5s'", "statement_timeout = '30s'", "idle_in_transaction_session_timeout = '60s'")),
    /** Plans for waves are pinned: one cached while a table was small would cost five times as much at noon (measured). */
    TILL(
            "bykassen_till",
            List.of(
                    "plan_cache_mode = 'force_generic_plan'",
                    "enable_seqscan = off",
                    "enable_hashjoin = off",
                    "enable_mergejoin = off",
                    "enable_bitmapscan = off",
                    "enable_material = off",
                    "jit = off",
                    "lock_timeout = '5s'",
                    "statement_timeout = '10s'"));

    private final String roleName;
    private final List<String> settings;

    DatabaseRole(String roleName, List<String> settings) {
        this.roleName = roleName;
        this.settings = settings;
    }

    String roleName() {
        return roleName;
    }

    List<String> settings() {
        return settings;
    }
}
