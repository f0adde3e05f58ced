package dk.bykassen.password;

import dk.bykassen.tenant.Columns;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PasswordStore {

    private final JdbcClient jdbc;

    PasswordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Since when a person has the password, and when it last signed them in. */
    record Since(Instant set, @Nullable Instant used) {}

    Optional<String> hash(long person) {
        return jdbc.sql("select hash from password.password where tenant_id = :tenant and person_id = :person")
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .query(String.class)
                .optional();
    }

    void put(long person, String hash, Instant now) {
        jdbc.sql("""
                insert into password.password (tenant_id, person_id, hash, set_at)
                values (:tenant, :person, :hash, :now)
                on conflict (tenant_id, person_id) do update
                set hash = excluded.hash, set_at = excluded.set_at, used_at = null
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("hash", hash)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The same password hashed anew; nothing happens when it was changed meanwhile. */
    void refresh(long person, String before, String after) {
        jdbc.sql("""
                update password.password
                set hash = :after
                where tenant_id = :tenant and person_id = :person and hash = :before
                """)
                .param("after", after)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("before", before)
                .update();
    }

    void markUsed(long person, Instant now) {
        jdbc.sql("update password.password set used_at = :now where tenant_id = :tenant and person_id = :person")
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .update();
    }

    Optional<Since> since(long person) {
        return jdbc.sql(
                        "select set_at, used_at from password.password where tenant_id = :tenant and person_id = :person")
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .query((row, number) ->
                        new Since(row.getTimestamp("set_at").toInstant(), Columns.instant(row, "used_at")))
                .optional();
    }

    boolean remove(long person) {
        return jdbc.sql("delete from password.password where tenant_id = :tenant and person_id = :person")
                        .param("tenant", Tenants.current().id())
                        .param("person", person)
                        .update()
                == 1;
    }
}
