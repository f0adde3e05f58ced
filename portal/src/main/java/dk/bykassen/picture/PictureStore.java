package dk.bykassen.picture;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PictureStore {

    static final String PURPOSE = "picture";

    private final JdbcClient jdbc;
    private final Keyring keyring;

    PictureStore(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    /** That there is a picture, without it. @param uploadedBy the person's id inside the database */
    record About(long uploadedBy, Instant uploadedAt) {}

    Optional<About> about(long account) {
        return jdbc.sql("""
                select uploaded_by, uploaded_at
                from picture.picture
                where tenant_id = :tenant and account_id = :account
                """)
                .param("tenant", Tenants.current().id())
                .param("account", account)
                .query((row, number) -> new About(
                        row.getLong("uploaded_by"),
                        row.getTimestamp("uploaded_at").toInstant()))
                .optional();
    }

    Optional<byte[]> jpeg(long account) {
        return jdbc.sql("select sealed from picture.picture where tenant_id = :tenant and account_id = :account")
                .param("tenant", Tenants.current().id())
                .param("account", account)
                .query(byte[].class)
                .optional()
                .map(kept -> keyring.open(PURPOSE, kept));
    }

    /** The newest picture of an account the person holds. */
    Optional<byte[]> ofHolder(long person) {
        return jdbc.sql("""
                select p.sealed
                from picture.picture p
                join card.account a on a.tenant_id = p.tenant_id and a.id = p.account_id
                where p.tenant_id = :tenant and a.holder_id = :person
                order by p.uploaded_at desc
                limit 1
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .query(byte[].class)
                .optional()
                .map(kept -> keyring.open(PURPOSE, kept));
    }

    void keep(long account, byte[] jpeg, long by, Instant at) {
        jdbc.sql("""
                insert into picture.picture (tenant_id, account_id, sealed, uploaded_by, uploaded_at)
                values (:tenant, :account, :sealed, :by, :at)
                on conflict (tenant_id, account_id) do update
                set sealed = excluded.sealed, uploaded_by = excluded.uploaded_by, uploaded_at = excluded.uploaded_at
                """)
                .param("tenant", Tenants.current().id())
                .param("account", account)
                .param("sealed", keyring.seal(PURPOSE, jpeg))
                .param("by", by)
                .param("at", Timestamp.from(at))
                .update();
    }

    /** False when there was none. */
    boolean remove(long account) {
        return jdbc.sql("delete from picture.picture where tenant_id = :tenant and account_id = :account")
                        .param("tenant", Tenants.current().id())
                        .param("account", account)
                        .update()
                == 1;
    }
}
