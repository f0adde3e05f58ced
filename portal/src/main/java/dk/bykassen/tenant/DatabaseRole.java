package dk.bykassen.tenant;

import java.util.List;

/** The roles that serve. Neither owns a table nor belongs to a role that does. */
enum DatabaseRole {
    APP(
            "bykassen_app",
            List.of("lock_timeout = '5s'", "statement_timeout = '30s'", "idle_in_transaction_session_timeout = '60s'"),
            45),
    /**
     * Plans for waves are pinned: one cached while a table was small would cost five times as much at noon (measured).
     * A wave whose lane somebody holds gives up soon and is put again later, so that its writer is free for other lanes.
     */
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
                    "lock_timeout = '200ms'",
                    "statement_timeout = '10s'"),
            15);

    private final String roleName;
    private final List<String> settings;
    private final int socketTimeoutSeconds;

    DatabaseRole(String roleName, List<String> settings, int socketTimeoutSeconds) {
        this.roleName = roleName;
        this.settings = settings;
        this.socketTimeoutSeconds = socketTimeoutSeconds;
    }

    String roleName() {
        return roleName;
    }

    List<String> settings() {
        return settings;
    }

    /** How long a network that swallows packets can hold a thread; longer than any statement may take. */
    int socketTimeoutSeconds() {
        return socketTimeoutSeconds;
    }
}
