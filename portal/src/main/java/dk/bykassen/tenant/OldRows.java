package dk.bykassen.tenant;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of a table that nobody needs once they are old. Whoever adds one forgets a few more than that, so that no sweep is
 * needed; two at a time pass over what the other has in hand.
 *
 * @param table with its schema
 * @param key the columns that are unique within a tenant
 * @param age the column that tells how old a row is; an index leads through it
 * @param few how many are forgotten at a time
 */
public record OldRows(String table, String key, String age, int few) {

    /** Forgets a few of the current tenant's whose age lies before {@code before}, the oldest first. */
    public void forgetFew(JdbcClient jdbc, Instant before) {
        jdbc.sql("""
                delete from %1$s
                where tenant_id = :tenant and (%2$s) in (
                    select %2$s
                    from %1$s
                    where tenant_id = :tenant and %3$s < :before
                    order by %3$s
                    limit :few
                    for update skip locked
                )
                """.formatted(table, key, age))
                .param("tenant", Tenants.current().id())
                .param("before", Timestamp.from(before))
                .param("few", few)
                .update();
    }
}
