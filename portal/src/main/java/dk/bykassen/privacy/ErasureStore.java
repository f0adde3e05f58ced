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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ErasureStore {

    private static final String SELECT = """
            select e.*, p.public_id as person_public_id
            from privacy.erasure e
            join identity.person p on p.tenant_id = e.tenant_id and p.id = e.person_id
            where e.tenant_id = :tenant
            """;

    private final JdbcClient jdbc;

    ErasureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when one is under way already. */
    Optional<UUID> add(long person, Locale language, Instant at, Instant due) {
        return in("""
                insert into privacy.erasure (tenant_id, public_id, person_id, language, state, asked_at, due_at)
                values (:tenant, :public_id, :person, :language, 'waiting', :at, :due)
                on conflict (tenant_id, person_id) where state in ('waiting', 'closed') do nothing
                returning public_id
                """)
                .param("public_id", Uuid7.next())
                .param("person", person)
                .param("language", language.getLanguage())
                .param("at", Timestamp.from(at))
                .param("due", Timestamp.from(due))
                .query(UUID.class)
                .optional();
    }

    /** The one of {@code person} that can still be undone. */
    Optional<Erasure> waiting(long person) {
        return in(SELECT + "and e.person_id = :person and e.state = 'waiting'")
                .param("person", person)
                .query(ErasureStore::erasure)
                .optional();
    }

    Optional<Erasure> find(UUID publicId) {
        return in(SELECT + "and e.public_id = :id")
                .param("id", publicId)
                .query(ErasureStore::erasure)
                .optional();
    }

    /** Nobody else undoes or closes it until the transaction ends. */
    Optional<Erasure> lock(UUID publicId) {
        return in(SELECT + "and e.public_id = :id for update of e")
                .param("id", publicId)
                .query(ErasureStore::erasure)
                .optional();
    }

    boolean undo(long id, Instant at) {
        return change("set state = 'undone', undone_at = :at", "waiting", id, at);
    }

    boolean remind(long id, Instant at) {
        return change("set reminded_at = coalesce(reminded_at, :at)", "waiting", id, at);
    }

    boolean hold(long id, Instant at) {
        return change("set held_at = coalesce(held_at, :at)", "waiting", id, at);
    }

    boolean close(long id, Instant at) {
        return change("set state = 'closed', closed_at = :at, held_at = null", "waiting", id, at);
    }

    boolean finish(long id, Instant at) {
        return change("set state = 'done', done_at = :at", "closed", id, at);
    }

    /** Sources whose part is erased. */
    Set<String> erased(long id) {
        return in(
                        "select source from privacy.erasure_step where tenant_id = :tenant and erasure_id = :id and result = 'erased'")
                .param("id", id)
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** @param objections none where the source's part is erased now */
    void note(long id, String source, List<String> objections, Instant at) {
        in("""
                insert into privacy.erasure_step as s (tenant_id, erasure_id, source, at, result, objections)
                values (:tenant, :id, :source, :at, :result, :objections)
                on conflict (tenant_id, erasure_id, source) do update
                set at = excluded.at, result = excluded.result, objections = excluded.objections
                where s.result <> 'erased'
                """)
                .param("id", id)
                .param("source", source)
                .param("at", Timestamp.from(at))
                .param("result", objections.isEmpty() ? "erased" : "refused")
                .param("objections", objections.toArray(String[]::new))
                .update();
    }

    private boolean change(String set, String from, long id, Instant at) {
        return in("update privacy.erasure " + set + " where tenant_id = :tenant and id = :id and state = :from")
                        .param("at", Timestamp.from(at))
                        .param("id", id)
                        .param("from", from)
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec in(String sql) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id());
    }

    private static Erasure erasure(ResultSet row, int number) throws SQLException {
        return new Erasure(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getLong("person_id"),
                row.getObject("person_public_id", UUID.class),
                Locale.of(row.getString("language")),
                Erasure.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                Columns.instant(row, "reminded_at"),
                Columns.instant(row, "held_at"));
    }
}
