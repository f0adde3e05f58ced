package dk.bykassen.identity;

import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The addresses people are written to, and when each was proved. */
@Repository
class ContactStore {

    private final JdbcClient jdbc;

    ContactStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whoever writes about the same address at the same moment waits: who proves it last owns it, and only they. */
    void await(Channel channel, String address) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:what, 0))")
                .param("what", "contact:" + Tenants.current().id() + ":" + channel.code() + ":" + address)
                .query((row, number) -> true)
                .single();
    }

    /** False when that is no longer the person's address. */
    boolean confirm(long person, Channel channel, String address, Instant now) {
        return jdbc.sql("""
                update identity.person
                set %1$s_confirmed_at = :now
                where tenant_id = :tenant and id = :person and %1$s = :address
                """.formatted(column(channel)))
                        .param("now", Timestamp.from(now))
                        .param("tenant", Tenants.current().id())
                        .param("person", person)
                        .param("address", address)
                        .update()
                == 1;
    }

    /** Everybody else who had proved that address: from now on they have to prove it anew. */
    List<Long> takeFromOthers(long owner, Channel channel, String address) {
        return jdbc.sql("""
                update identity.person
                set %1$s_confirmed_at = null
                where tenant_id = :tenant and id <> :owner and %2$s = :address and %1$s_confirmed_at is not null
                returning id
                """.formatted(column(channel), channel == Channel.EMAIL ? "lower(email)" : "mobile"))
                .param("tenant", Tenants.current().id())
                .param("owner", owner)
                .param("address", address)
                .query(Long.class)
                .list();
    }

    void change(long person, Channel channel, @Nullable String address, Instant now) {
        jdbc.sql("""
                update identity.person
                set %1$s = :address, %1$s_confirmed_at = null, changed_at = :now, version = version + 1
                where tenant_id = :tenant and id = :person
                """.formatted(column(channel)))
                .param("address", address)
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .update();
    }

    private static String column(Channel channel) {
        return channel == Channel.EMAIL ? "email" : "mobile";
    }
}
