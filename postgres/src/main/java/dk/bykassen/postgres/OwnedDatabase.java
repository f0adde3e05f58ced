package dk.bykassen.postgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database that belongs to an ordinary role: the product never meets the server's superuser, here or in production. */
public final class OwnedDatabase {

    private static final String OWNER = "bykassen_owner";

    private OwnedDatabase() {}

    /**
     * Makes database {@code name} and its owner where they are missing.
     *
     * @return its address, as {@code BYKASSEN_DATABASE_URL} wants it
     * @throws PostgresUnavailable when the server does not answer as it should
     */
    public static String address(EmbeddedPostgres server, String name) {
        try (Connection superuser =
                        DriverManager.getConnection(server.jdbcUrl("postgres"), server.superuser(), server.password());
                Statement sql = superuser.createStatement()) {
            if (!exists(sql, "select 1 from pg_roles where rolname = '" + OWNER + "'")) {
                sql.execute("create role " + OWNER + " login createrole createdb password '" + server.password() + "'");
            }
            if (!exists(sql, "select 1 from pg_database where datname = '" + name + "'")) {
                sql.execute("create database \"" + name + "\" owner " + OWNER);
            }
        } catch (SQLException e) {
            throw new PostgresUnavailable("The embedded PostgreSQL does not answer as it should: " + e.getMessage(), e);
        }
        return "postgresql://" + OWNER + ":" + URLEncoder.encode(server.password(), StandardCharsets.UTF_8)
                + "@127.0.0.1:" + server.port() + "/" + name;
    }

    private static boolean exists(Statement sql, String question) throws SQLException {
        try (ResultSet found = sql.executeQuery(question)) {
            return found.next();
        }
    }
}
