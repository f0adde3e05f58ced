package dk.bykassen.tenant;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.StartUpFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds the key file against what the database remembers of it, as the owner and before anybody is served. A key that has
 * left the file must not be needed any more; when it was the one that keys look-ups, they are made anew with the key that
 * is the oldest now.
 */
final class MasterKeys {

    private final Connection owner;
    private final Keyring keyring;
    private final List<SealedColumn> sealed;
    private final List<KeyedLookUp> lookUps;

    MasterKeys(Connection owner, Keyring keyring, List<SealedColumn> sealed, List<KeyedLookUp> lookUps) {
        this.owner = owner;
        this.keyring = keyring;
        this.sealed = sealed;
        this.lookUps = lookUps;
    }

    /** @throws StartUpFailure with a sentence for the operator */
    void check() throws SQLException {
        owner.setAutoCommit(false);
        try (Statement sql = owner.createStatement()) {
            // Two nodes that start together read and write one after the other.
            sql.execute("lock table platform.master_key in exclusive mode");
            Optional<String> finding = keyOfLookUps();
            for (String gone : gone()) {
                refuseIfNeeded(gone);
            }
            if (finding.isPresent() && !finding.get().equals(keyring.oldestId())) {
                changeLookUps(finding.get());
            }
            remember();
            owner.commit();
        } finally {
            owner.rollback();
            owner.setAutoCommit(true);
        }
    }

    private Optional<String> keyOfLookUps() throws SQLException {
        return texts("select id from platform.master_key where finds").findFirst();
    }

    private List<String> gone() throws SQLException {
        return texts("select id from platform.master_key order by id")
                .filter(id -> !keyring.holds(id))
                .toList();
    }

    private void refuseIfNeeded(String gone) throws SQLException {
        for (SealedColumn column : sealed) {
            try (PreparedStatement sql = owner.prepareStatement("""
                    select count(*) from %s where %s = ?
                    """.formatted(column.table(), column.keyId()))) {
                sql.setString(1, gone);
                try (ResultSet row = sql.executeQuery()) {
                    row.next();
                    if (row.getLong(1) > 0) {
                        throw new StartUpFailure("The secrets no longer hold the key %s, and %d values of %s are still"
                                        .formatted(gone, row.getLong(1), column)
                                + " sealed with it: put its line back below the others, and take it out when the"
                                + " portal says that everything is sealed anew.");
                    }
                }
            }
        }
    }

    private void changeLookUps(String before) throws SQLException {
        if (keyring.holds(before)) {
            throw new StartUpFailure("In the secrets the key " + keyring.oldestId() + " stands below " + before
                    + ", which people are found by: new lines go on top.");
        }
        refuseCompany(before);
        for (KeyedLookUp lookUp : lookUps) {
            change(lookUp);
        }
    }

    /** A node that still finds people by the old key would take somebody it knows for a newcomer. */
    private void refuseCompany(String before) throws SQLException {
        boolean alone = texts("""
                select distinct usename from pg_stat_activity
                where datname = current_database() and usename in ('bykassen_app', 'bykassen_till')
                """).findAny().isEmpty();
        if (!alone) {
            throw new StartUpFailure("Another Bykassen still serves from this database: stop every node before the key "
                    + before + " is taken out of the secrets, then start them.");
        }
    }

    private void change(KeyedLookUp lookUp) throws SQLException {
        SealedColumn source = lookUp.source();
        try (Statement all = owner.createStatement();
                PreparedStatement one = owner.prepareStatement("""
                        update %1$s set %2$s = ? where tenant_id = ? and %2$s = ?
                        """.formatted(source.table(), lookUp.column()))) {
            all.setFetchSize(1000);
            try (ResultSet row =
                    all.executeQuery("""
                    select tenant_id, %s as hash, %s as sealed, %s from %s
                    """.formatted(lookUp.column(), source.column(), lookUp.also(), source.table()))) {
                for (int read = 1; row.next(); read++) {
                    String plain = keyring.decrypt(source.purpose(), row.getBytes("sealed"));
                    one.setBytes(
                            1, keyring.lookup(lookUp.purpose(), lookUp.value().of(row, plain)));
                    one.setInt(2, row.getInt("tenant_id"));
                    one.setBytes(3, row.getBytes("hash"));
                    one.addBatch();
                    if (read % 1000 == 0) {
                        one.executeBatch();
                    }
                }
            }
            one.executeBatch();
        }
    }

    private void remember() throws SQLException {
        try (PreparedStatement forget =
                owner.prepareStatement("delete from platform.master_key where not (id = any (?))")) {
            forget.setArray(1, owner.createArrayOf("text", keyring.ids().toArray()));
            forget.execute();
        }
        try (PreparedStatement keep = owner.prepareStatement("""
                insert into platform.master_key (id, finds, first_seen) values (?, ?, ?)
                on conflict (id) do update set finds = excluded.finds
                """)) {
            for (String id : keyring.ids()) {
                keep.setString(1, id);
                keep.setBoolean(2, id.equals(keyring.oldestId()));
                keep.setTimestamp(3, Timestamp.from(Instant.now()));
                keep.addBatch();
            }
            keep.executeBatch();
        }
    }

    private Stream<String> texts(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement sql = owner.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found.stream();
    }
}
