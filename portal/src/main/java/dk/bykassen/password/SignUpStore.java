package dk.bykassen.password;

import dk.bykassen.kernel.BearerToken;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.OldRows;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Sign-ups that wait for their code. */
@Repository
class SignUpStore {

    private static final String TYPED = "sign-up";
    private static final OldRows OLD = new OldRows("password.sign_up", "id", "expires_at", 10);

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final JsonMapper json;

    SignUpStore(JdbcClient jdbc, Keyring keyring, JsonMapper json) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.json = json;
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedSignUps() {
            return new SealedColumn("password.sign_up", "id", "typed", TYPED);
        }
    }

    /**
     * One under way.
     *
     * @param ticket the code that waits to be typed; null before the first was sent
     */
    record Waiting(long id, Applicant applicant, @Nullable UUID ticket) {}

    long add(BearerToken token, Applicant applicant, Instant now, Instant until) {
        return jdbc.sql("""
                insert into password.sign_up (tenant_id, token_hash, typed, begun_at, expires_at)
                values (:tenant, :hash, :typed, :now, :until)
                returning id
                """)
                .param("tenant", Tenants.current().id())
                .param("hash", token.hash())
                .param("typed", keyring.encrypt(TYPED, json.writeValueAsString(applicant)))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .query(Long.class)
                .single();
    }

    Optional<Waiting> find(BearerToken token, Instant now) {
        return jdbc.sql("""
                select id, typed, ticket
                from password.sign_up
                where tenant_id = :tenant and token_hash = :hash and expires_at > :now
                """)
                .param("tenant", Tenants.current().id())
                .param("hash", token.hash())
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Waiting(
                        row.getLong("id"), applicant(row.getBytes("typed")), row.getObject("ticket", UUID.class)))
                .optional();
    }

    /** Who began it, for as long as it waits. */
    Optional<Applicant> applicant(long id) {
        return jdbc.sql("select typed from password.sign_up where tenant_id = :tenant and id = :id")
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .query((row, number) -> applicant(row.getBytes("typed")))
                .optional();
    }

    /** Another code is the one that counts. */
    void await(long id, UUID ticket) {
        jdbc.sql("update password.sign_up set ticket = :ticket where tenant_id = :tenant and id = :id")
                .param("ticket", ticket)
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .update();
    }

    /** Ends it; false when it was ended before. */
    boolean end(long id) {
        return jdbc.sql("delete from password.sign_up where tenant_id = :tenant and id = :id")
                        .param("tenant", Tenants.current().id())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Forgets a few nobody finished: each new one clears up more than it adds. */
    void forgetOld(Instant now) {
        OLD.forgetFew(jdbc, now);
    }

    private Applicant applicant(byte[] sealed) {
        return json.readValue(keyring.decrypt(TYPED, sealed), Applicant.class);
    }
}
