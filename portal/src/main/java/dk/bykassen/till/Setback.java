package dk.bykassen.till;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Why a wave was not decided, and with it what helps. PostgreSQL's manual, appendix A, lists the codes. */
enum Setback {
    /** The database or the connection went away: wait and ask again. */
    AWAY,
    /** Another writer was in the way (a lock, a deadlock, the same id in another stripe): ask again. */
    CLASH,
    /** The wave itself is at fault: asking again would not help. */
    FAULT;

    static Setback of(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        if (failure instanceof SQLTransientConnectionException || state.startsWith("08") || state.startsWith("57P")) {
            return AWAY;
        }
        return switch (state) {
            case "53300" -> AWAY; // too many connections
            case "23505", "40001", "40P01", "55P03", "57014" -> CLASH;
            default -> FAULT;
        };
    }
}
