package dk.bykassen.tenant;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.StartUpFailure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * The role that owns the tables. It makes the serving roles, migrates, and then keeps out of the way: nothing a person or
 * a device asks for ever runs as the owner, because row-level security does not hold for it.
 */
public final class DatabaseOwner {

    /** PostgreSQL 15: {@code security_invoker} views and {@code MERGE}. */
    private static final int OLDEST = 15;
    /** Two nodes that start together prepare one after the other. */
    private static final long PREPARING = 0x42796b617373656eL;

    /** What the embedded server calls itself; it is built for demos and tests, with libraries nobody updates. */
    private static final String EMBEDDED = "bykassen-embedded";

    private final DatabaseAddress address;
    private final Keyring keyring;
    private final boolean production;
    private final List<SealedColumn> sealed;
    private final List<KeyedLookUp> lookUps;

    DatabaseOwner(
            DatabaseAddress address,
            Keyring keyring,
            boolean production,
            List<SealedColumn> sealed,
            List<KeyedLookUp> lookUps) {
        this.address = address;
        this.keyring = keyring;
        this.production = production;
        this.sealed = sealed;
        this.lookUps = lookUps;
    }

    /** Work that only the owner may do; the connection is in auto-commit and closed afterwards. */
    public interface Work {
        void with(Connection owner) throws SQLException;
    }

    /** Runs {@code work} on a connection of its own. */
    public void run(Work work) {
        try (Connection owner = connect()) {
            work.with(owner);
        } catch (SQLException e) {
            throw new IllegalStateException("the database's owner could not do its work", e);
        }
    }

    /**
     * Makes the database ready to serve: version, roles, migrations, keys.
     *
     * @throws StartUpFailure with a sentence for the operator
     */
    void prepare() {
        try (Connection owner = connect()) {
            refuseOldServer(owner);
            refuseEmbeddedServer(owner);
            makeRoles(owner);
        } catch (SQLException e) {
            throw new StartUpFailure("The database at " + address + " cannot be used: " + inOneLine(e), e);
        }
        try {
            Flyway.configure()
                    .dataSource(address.jdbcUrl(), address.owner(), address.password())
                    .schemas("history")
                    .table("migration")
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw new StartUpFailure(
                    "The tables in the database at " + address
                            + " were made by another build of Bykassen and do not fit this"
                            + " one: start the build that made them, or give this one an empty database.",
                    e);
        } catch (FlywayException e) {
            throw new StartUpFailure(
                    "The database at " + address + " could not be brought up to date: " + inOneLine(e), e);
        }
        try (Connection owner = connect()) {
            new MasterKeys(owner, keyring, sealed, lookUps).check();
            giveTheRolesTheirPasswords(owner);
        } catch (SQLException e) {
            throw new StartUpFailure("The database at " + address + " cannot be used: " + inOneLine(e), e);
        }
    }

    String passwordOf(DatabaseRole role) {
        return keyring.derivedSecret("database-role:" + role.roleName());
    }

    DatabaseAddress address() {
        return address;
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", address.owner());
        properties.setProperty("password", address.password());
        properties.setProperty("ApplicationName", "bykassen-owner");
        properties.setProperty("connectTimeout", "10");
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    private void refuseOldServer(Connection owner) throws SQLException {
        int major = owner.getMetaData().getDatabaseMajorVersion();
        if (major < OLDEST) {
            throw new StartUpFailure(
                    "The database is PostgreSQL " + major + "; Bykassen needs " + OLDEST + " or later.");
        }
    }

    private void refuseEmbeddedServer(Connection owner) throws SQLException {
        try (Statement sql = owner.createStatement();
                ResultSet name = sql.executeQuery("show cluster_name")) {
            if (production && name.next() && name.getString(1).equals(EMBEDDED)) {
                throw new StartUpFailure(
                        "The database is the demo's embedded PostgreSQL; production needs a PostgreSQL of its own.");
            }
        }
    }

    /** The till's planner settings belong to its role: they survive a pooler, a session's SET does not. */
    private void makeRoles(Connection owner) throws SQLException {
        try (Statement sql = owner.createStatement()) {
            sql.execute("select pg_advisory_lock(" + PREPARING + ")");
            for (DatabaseRole role : DatabaseRole.values()) {
                // Only a superuser may even repeat that a role is none: what was settled at birth is left alone later.
                if (!exists(sql, role)) {
                    sql.execute(
                            "create role " + role.roleName() + " login nosuperuser nocreatedb nocreaterole noinherit");
                }
                for (String setting : role.settings()) {
                    sql.execute("alter role " + role.roleName() + " set " + setting);
                }
            }
            sql.execute("select pg_advisory_unlock(" + PREPARING + ")");
        }
    }

    /**
     * The serving roles' passwords are derived from the installation's secrets, so that every node knows them and nobody
     * has to keep them. The server is told a verifier only: its log and its administrator learn no password.
     */
    private void giveTheRolesTheirPasswords(Connection owner) throws SQLException {
        try (Statement sql = owner.createStatement()) {
            for (DatabaseRole role : DatabaseRole.values()) {
                String verifier = ScramVerifier.of(passwordOf(role));
                sql.execute("alter role %s login password '%s'".formatted(role.roleName(), verifier));
            }
        }
    }

    private static String inOneLine(Exception e) {
        String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return first.replaceFirst("^(ERROR|FATAL): ", "").replaceFirst("\\.?$", ".");
    }

    private static boolean exists(Statement sql, DatabaseRole role) throws SQLException {
        try (ResultSet found = sql.executeQuery("select 1 from pg_roles where rolname = '" + role.roleName() + "'")) {
            return found.next();
        }
    }
}
