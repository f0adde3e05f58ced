package dk.bykassen.till;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;

/** Why a wave was not decided, and with it what helps. PostgreSQL's manual, appendix A, lists the codes. */
enum Setback {
    /** The database or the connection went away, or cannot work: nobody's wave is decided until it is back. */
    AWAY,
    /** Somebody holds the lane's lock: step aside and come back, as often as it takes. */
    HELD,
    /** Another writer was in the way (a deadlock, the same id in another stripe): ask again. */
    CLASH,
    /** The wave itself is at fault: asking again would not help. */
    FAULT;

    /**
     * Connection, operator's intervention, resources (disk full, too many connections), trouble outside the server; a server
     * that only reads, as the old one does after a failover, or does not let us in, as while its password is changed.
     */
    private static final List<String> AWAY_CLASSES = List.of("08", "57P", "53", "58", "25006", "28");

    static Setback of(Throwable failure) {
        return failure instanceof SQLException refused ? of(refused) : FAULT;
    }

    private static Setback of(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (failure instanceof SQLTransientConnectionException
                || failure.getCause() instanceof InterruptedException // told to end while it waited for a connection
                || AWAY_CLASSES.stream().anyMatch(state::startsWith)) {
            return AWAY;
        }
        return switch (state) {
            case "55P03" -> HELD;
            case "23505", "40001", "40P01", "57014" -> CLASH;
            default -> FAULT;
        };
    }
}
