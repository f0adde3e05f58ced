package dk.bykassen.assistance;

import dk.bykassen.assistance.Leave.Ending;
import dk.bykassen.assistance.Leave.State;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Columns;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LeaveStore {

    private static final String CODE = "assistance-code";

    private final JdbcClient jdbc;
    private final Keyring keyring;

    LeaveStore(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    Optional<Leave> find(long id) {
        return about(id, "select * from assistance.watch where tenant_id = :tenant and id = :id")
                .query(this::leave)
                .optional();
    }

    /** What {@code member} asked for last in a desk session, over or not. */
    Optional<Leave> lastOf(UUID member, long deskSession) {
        return jdbc.sql("""
                select *
                from assistance.watch
                where tenant_id = :tenant and member = :member and desk_session_id = :session
                order by id desc
                limit 1
                """)
                .param("tenant", Tenants.current().id())
                .param("member", member)
                .param("session", deskSession)
                .query(this::leave)
                .optional();
    }

    /** Those of a member that wait for a yes or are open. */
    List<Leave> inForceOf(UUID member) {
        return jdbc.sql("""
                select *
                from assistance.watch
                where tenant_id = :tenant and member = :member and state in ('asked', 'open')
                for update
                """)
                .param("tenant", Tenants.current().id())
                .param("member", member)
                .query(this::leave)
                .list();
    }

    /** The one that waits with this code; locked until the transaction's end. */
    Optional<Leave> byCode(String code) {
        return jdbc.sql("""
                select *
                from assistance.watch
                where tenant_id = :tenant and code_lookup = :lookup and state = 'shown'
                for update
                """)
                .param("tenant", Tenants.current().id())
                .param("lookup", keyring.lookup(CODE, code))
                .query(this::leave)
                .optional();
    }

    /** Empty when another citizen shows this very code at the moment. */
    Optional<Long> show(long person, long session, String code, Instant now, Instant until) {
        return jdbc.sql("""
                insert into assistance.watch (
                    tenant_id, public_id, person_id, session_id, state, code_lookup, code_sealed, shown_at, code_until
                )
                values (:tenant, :public_id, :person, :session, 'shown', :lookup, :sealed, :now, :until)
                on conflict (tenant_id, code_lookup) where code_lookup is not null do nothing
                returning id
                """)
                .param("tenant", Tenants.current().id())
                .param("public_id", Uuid7.next())
                .param("person", person)
                .param("session", session)
                .param("lookup", keyring.lookup(CODE, code))
                .param("sealed", keyring.encrypt(CODE, code))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .query(Long.class)
                .optional();
    }

    /** Whether it still waited to be typed. */
    boolean ask(long id, Leave.Member member, Instant now) {
        return about(id, """
                update assistance.watch
                set state = 'asked', code_lookup = null, code_sealed = null, member = :member, member_name = :name,
                    member_roles = :roles, desk_session_id = :session, asked_at = :now
                where tenant_id = :tenant and id = :id and state = 'shown'
                """)
                        .param("member", member.publicId())
                        .param("name", member.name())
                        .param("roles", member.roles().toArray(String[]::new))
                        .param("session", member.deskSession())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Whether it still waited for a yes. */
    boolean open(long id, Instant now, Instant until) {
        return about(id, """
                update assistance.watch
                set state = 'open', opened_at = :now, open_until = :until
                where tenant_id = :tenant and id = :id and state = 'asked'
                """)
                        .param("now", Timestamp.from(now))
                        .param("until", Timestamp.from(until))
                        .update()
                == 1;
    }

    /** Whether it had not ended before. */
    boolean end(long id, Ending how, Instant at) {
        return about(id, """
                update assistance.watch
                set state = 'ended', code_lookup = null, code_sealed = null, ended_at = :at, ended_by = :how
                where tenant_id = :tenant and id = :id and state <> 'ended'
                """)
                        .param("at", Timestamp.from(at))
                        .param("how", how.code())
                        .update()
                == 1;
    }

    /** Codes nobody typed in time make room for others. */
    void forgetCodes(Instant now) {
        jdbc.sql("""
                update assistance.watch
                set state = 'ended', code_lookup = null, code_sealed = null, ended_at = code_until, ended_by = 'time'
                where tenant_id = :tenant and state = 'shown' and code_until <= :now
                """)
                .param("tenant", Tenants.current().id())
                .param("now", Timestamp.from(now))
                .update();
    }

    private JdbcClient.StatementSpec about(long id, String sql) {
        return jdbc.sql(sql).param("tenant", Tenants.current().id()).param("id", id);
    }

    private Leave leave(ResultSet row, int number) throws SQLException {
        byte[] sealed = row.getBytes("code_sealed");
        String endedBy = row.getString("ended_by");
        return new Leave(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getLong("person_id"),
                row.getLong("session_id"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                sealed == null ? null : keyring.decrypt(CODE, sealed),
                row.getTimestamp("code_until").toInstant(),
                member(row),
                Columns.instant(row, "open_until"),
                Columns.instant(row, "ended_at"),
                endedBy == null ? null : Ending.valueOf(endedBy.toUpperCase(Locale.ROOT)));
    }

    private static Leave.@Nullable Member member(ResultSet row) throws SQLException {
        UUID member = row.getObject("member", UUID.class);
        return member == null
                ? null
                : new Leave.Member(
                        member,
                        row.getString("member_name"),
                        List.of((String[]) row.getArray("member_roles").getArray()),
                        row.getLong("desk_session_id"));
    }

    /** So that a new key of the installation's reaches the codes being shown. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedAssistanceCodes() {
            return new SealedColumn("assistance.watch", "id", "code_sealed", CODE);
        }
    }
}
