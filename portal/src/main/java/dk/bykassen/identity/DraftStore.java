package dk.bykassen.identity;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class DraftStore {

    private static final String FORM = "draft-form";

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final JsonMapper json;

    DraftStore(JdbcClient jdbc, Keyring keyring, JsonMapper json) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.json = json;
    }

    UUID add(long person, Draft draft, Instant now, Instant until) {
        UUID id = Uuid7.next();
        jdbc.sql("""
                insert into identity.draft (tenant_id, public_id, person_id, form, kept_at, expires_at)
                values (:tenant, :id, :person, :form, :now, :until)
                """)
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .param("person", person)
                .param("form", keyring.encrypt(FORM, json.writeValueAsString(draft)))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .update();
        return id;
    }

    Optional<Draft> find(long person, UUID id, Instant now) {
        return jdbc.sql("""
                select form
                from identity.draft
                where tenant_id = :tenant and public_id = :id and person_id = :person and expires_at > :now
                """)
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .param("person", person)
                .param("now", Timestamp.from(now))
                .query((row, number) -> json.readValue(keyring.decrypt(FORM, row.getBytes("form")), Draft.class))
                .optional();
    }

    void remove(long person, UUID id) {
        jdbc.sql("delete from identity.draft where tenant_id = :tenant and public_id = :id and person_id = :person")
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .param("person", person)
                .update();
    }

    /** Everybody's that are too old, and all but the newest of {@code person}. */
    void clear(long person, int most, Instant now) {
        jdbc.sql("""
                delete from identity.draft
                where tenant_id = :tenant and (expires_at <= :now or id in (
                    select id
                    from identity.draft
                    where tenant_id = :tenant and person_id = :person
                    order by id desc
                    offset :most
                ))
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("most", most)
                .param("now", Timestamp.from(now))
                .update();
    }

    void move(long from, long to) {
        jdbc.sql("update identity.draft set person_id = :to where tenant_id = :tenant and person_id = :from")
                .param("to", to)
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .update();
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedDrafts() {
            return new SealedColumn("identity.draft", "id", "form", FORM);
        }
    }
}
