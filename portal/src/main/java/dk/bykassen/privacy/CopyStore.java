package dk.bykassen.privacy;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Columns;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CopyStore {

    /** All but the archive itself. */
    private static final String SELECT = """
            select id, public_id, person_id, language, state, done, sources, asked_at, ready_at, expires_at, size
            from privacy.export
            where tenant_id = :tenant
            """;

    private final JdbcClient jdbc;

    CopyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The new one's public id; empty when one is under way. */
    Optional<UUID> add(long person, Locale language, Instant at) {
        return in("""
                insert into privacy.export (tenant_id, public_id, person_id, language, state, asked_at)
                values (:tenant, :public_id, :person, :language, 'asked', :at)
                on conflict (tenant_id, person_id) where state in ('asked', 'making') do nothing
                returning public_id
                """)
                .param("public_id", Uuid7.next())
                .param("person", person)
                .param("language", language.getLanguage())
                .param("at", Timestamp.from(at))
                .query(UUID.class)
                .optional();
    }

    /** The newest few. */
    List<Copy> of(long person, int most) {
        return in(SELECT + "and person_id = :person order by id desc limit :most")
                .param("person", person)
                .param("most", most)
                .query(CopyStore::copy)
                .list();
    }

    int countSince(long person, Instant since) {
        return in("select count(*) from privacy.export where tenant_id = :tenant and person_id = :person and asked_at > :since")
                .param("person", person)
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    Optional<Copy> find(UUID publicId) {
        return in(SELECT + "and public_id = :id")
                .param("id", publicId)
                .query(CopyStore::copy)
                .optional();
    }

    Optional<byte[]> sealed(long id) {
        return in("select sealed from privacy.export where tenant_id = :tenant and id = :id and sealed is not null")
                .param("id", id)
                .query(byte[].class)
                .optional();
    }

    /** Whether it is still wanted; whatever was begun before begins anew. */
    boolean begin(long id, int sources) {
        return in("""
                        update privacy.export
                        set state = 'making', done = 0, sources = :sources
                        where tenant_id = :tenant and id = :id and state in ('asked', 'making')
                        """).param("sources", sources).param("id", id).update() == 1;
    }

    void progress(long id, int done) {
        in("update privacy.export set done = :done where tenant_id = :tenant and id = :id and state = 'making'")
                .param("done", done)
                .param("id", id)
                .update();
    }

    /** Whether it was being made: an erased person's is gone. */
    boolean finish(long id, byte[] archive, long size, Instant at, Instant expires) {
        return in("""
                        update privacy.export
                        set state = 'ready', done = sources, ready_at = :at, expires_at = :expires, size = :size, sealed = :sealed
                        where tenant_id = :tenant and id = :id and state = 'making'
                        """)
                        .param("at", Timestamp.from(at))
                        .param("expires", Timestamp.from(expires))
                        .param("size", size)
                        .param("sealed", archive)
                        .param("id", id)
                        .update()
                == 1;
    }

    void fail(long id) {
        in("update privacy.export set state = 'failed' where tenant_id = :tenant and id = :id and state in ('asked', 'making')")
                .param("id", id)
                .update();
    }

    void expire(UUID publicId) {
        in("update privacy.export set state = 'expired', sealed = null where tenant_id = :tenant and public_id = :id and state = 'ready'")
                .param("id", publicId)
                .update();
    }

    private JdbcClient.StatementSpec in(String sql) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id());
    }

    private static Copy copy(ResultSet row, int number) throws SQLException {
        return new Copy(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getLong("person_id"),
                Locale.of(row.getString("language")),
                Copy.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("done"),
                row.getInt("sources"),
                row.getTimestamp("asked_at").toInstant(),
                Columns.instant(row, "ready_at"),
                Columns.instant(row, "expires_at"),
                row.getObject("size", Long.class));
    }
}
