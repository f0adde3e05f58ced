package dk.bykassen.withdrawal;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.OldRows;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What was typed and not confirmed, sealed, for an hour of real time. */
@Repository
class WithdrawalDrafts {

    static final Duration LIFE = Duration.ofHours(1);

    private static final String FORM = "withdrawal.draft";
    private static final OldRows OLD = new OldRows("withdrawal.draft", "id", "expires_at", 10);

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final JsonMapper json;

    WithdrawalDrafts(JdbcClient jdbc, Keyring keyring, JsonMapper json) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.json = json;
    }

    void put(long person, long account, Draft draft, Instant now) {
        OLD.forgetFew(jdbc, now);
        jdbc.sql("""
                insert into withdrawal.draft (tenant_id, person_id, account_id, click, form, expires_at)
                values (:tenant, :person, :account, :click, :form, :until)
                on conflict on constraint draft_once do update
                set click = excluded.click, form = excluded.form, expires_at = excluded.expires_at
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("account", account)
                .param("click", draft.click())
                .param("form", keyring.encrypt(FORM, json.writeValueAsString(draft.form())))
                .param("until", Timestamp.from(now.plus(LIFE)))
                .update();
    }

    Optional<Draft> find(long person, long account, Instant now) {
        return one(person, account, now, "");
    }

    /** The same, and whoever else asks for it waits until the transaction ends. */
    Optional<Draft> lock(long person, long account, Instant now) {
        return one(person, account, now, "for update");
    }

    private Optional<Draft> one(long person, long account, Instant now, String lock) {
        return jdbc.sql("""
                select click, form
                from withdrawal.draft
                where tenant_id = :tenant and person_id = :person and account_id = :account and expires_at > :now
                """ + lock)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("account", account)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new Draft(
                        row.getObject("click", UUID.class),
                        json.readValue(keyring.decrypt(FORM, row.getBytes("form")), Draft.Filled.class)))
                .optional();
    }

    void remove(long person, long account) {
        jdbc.sql("""
                delete from withdrawal.draft
                where tenant_id = :tenant and person_id = :person and account_id = :account
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("account", account)
                .update();
    }

    void removeAll(long person) {
        jdbc.sql("delete from withdrawal.draft where tenant_id = :tenant and person_id = :person")
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .update();
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedWithdrawalDrafts() {
            return new SealedColumn("withdrawal.draft", "id", "form", FORM);
        }
    }
}
