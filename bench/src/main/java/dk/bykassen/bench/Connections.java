package dk.bykassen.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A PostgreSQL process keeps what it counted to itself until it has something to do more than a second after it last handed
 * it in. So that fsyncs are counted exactly, each connection is asked something when a turn is over.
 */
final class Connections {

    private Connections() {}

    /** Asks every open connection of the pools one thing. */
    static void askAll(Collection<HikariDataSource> pools) throws SQLException {
        for (HikariDataSource pool : pools) {
            List<Connection> taken = new ArrayList<>();
            try {
                int open = pool.getHikariPoolMXBean().getTotalConnections();
                for (int i = 0; i < open; i++) {
                    taken.add(pool.getConnection());
                }
                for (Connection connection : taken) {
                    try (Statement sql = connection.createStatement()) {
                        sql.execute("select 1");
                    }
                    if (!connection.getAutoCommit()) {
                        connection.commit();
                    }
                }
            } finally {
                for (Connection connection : taken) {
                    connection.close();
                }
            }
        }
    }
}
