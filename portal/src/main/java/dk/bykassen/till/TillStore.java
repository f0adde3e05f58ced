package dk.bykassen.till;

import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Units, their accounts, and tills. */
@Repository
class TillStore {

    private final JdbcClient jdbc;

    TillStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A till and the hash its key must have. */
    record Found(Device device, byte[] keyHash) {}

    @Transactional(readOnly = true)
    public Optional<Found> byKeyHash(byte[] hash) {
        return jdbc.sql("""
                select t.id, t.public_id, t.unit_id, t.key_hash, u.name, u.place,
                       zero.account_id as merchant_zero, one.account_id as merchant_one
                from till.till t
                join till.unit u on u.tenant_id = t.tenant_id and u.id = t.unit_id
                join till.unit_account zero
                    on zero.tenant_id = t.tenant_id and zero.unit_id = t.unit_id and zero.stripe = 0
                join till.unit_account one
                    on one.tenant_id = t.tenant_id and one.unit_id = t.unit_id and one.stripe = 1
                where t.tenant_id = :tenant and t.key_hash = :hash and t.retired_at is null
                """)
                .param("tenant", Tenants.current().id())
                .param("hash", hash)
                .query((row, number) -> new Found(
                        new Device(
                                Tenants.current(),
                                row.getLong("id"),
                                row.getObject("public_id", UUID.class),
                                row.getLong("unit_id"),
                                row.getString("name"),
                                row.getString("place"),
                                new long[] {row.getLong("merchant_zero"), row.getLong("merchant_one")}),
                        row.getBytes("key_hash")))
                .optional();
    }

    /** A place to buy, and the kind of place it is. */
    record Unit(String name, String place) {}

    List<Unit> units() {
        return jdbc.sql("select name, place from till.unit where tenant_id = :tenant order by name")
                .param("tenant", Tenants.current().id())
                .query((row, number) -> new Unit(row.getString("name"), row.getString("place")))
                .list();
    }

    long addUnit(UUID publicId, String name, String place) {
        return jdbc.sql("""
                insert into till.unit (tenant_id, public_id, name, place)
                values (:tenant, :publicId, :name, :place)
                returning id
                """)
                .param("tenant", Tenants.current().id())
                .param("publicId", publicId)
                .param("name", name)
                .param("place", place)
                .query(Long.class)
                .single();
    }

    void addAccount(long unit, int stripe, long account) {
        jdbc.sql("""
                insert into till.unit_account (tenant_id, unit_id, stripe, account_id)
                values (:tenant, :unit, :stripe, :account)
                """)
                .param("tenant", Tenants.current().id())
                .param("unit", unit)
                .param("stripe", stripe)
                .param("account", account)
                .update();
    }

    Optional<Long> unit(UUID publicId) {
        return jdbc.sql("select id from till.unit where tenant_id = :tenant and public_id = :publicId")
                .param("tenant", Tenants.current().id())
                .param("publicId", publicId)
                .query(Long.class)
                .optional();
    }

    void addTill(UUID publicId, long unit, String name, byte[] keyHash, Instant at) {
        jdbc.sql("""
                insert into till.till (tenant_id, public_id, unit_id, name, key_hash, added_at)
                values (:tenant, :publicId, :unit, :name, :keyHash, :at)
                """)
                .param("tenant", Tenants.current().id())
                .param("publicId", publicId)
                .param("unit", unit)
                .param("name", name)
                .param("keyHash", keyHash)
                .param("at", Timestamp.from(at))
                .update();
    }

    boolean retire(UUID till, Instant at) {
        int changed = jdbc.sql("""
                update till.till
                set retired_at = :at
                where tenant_id = :tenant and public_id = :till and retired_at is null
                """)
                .param("tenant", Tenants.current().id())
                .param("till", till)
                .param("at", Timestamp.from(at))
                .update();
        return changed == 1;
    }
}
