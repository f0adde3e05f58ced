package dk.bykassen.identity;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.OldRows;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One-time codes and what became of them. */
@Repository
class CodeStore {

    private static final String ADDRESS = "code-address";
    private static final OldRows OLD = new OldRows("identity.code", "ticket", "sent_at", 20);

    private final JdbcClient jdbc;
    private final Keyring keyring;

    CodeStore(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    /** A code whose try was counted. */
    record Tried(byte[] hash, int tries, Channel channel, String address) {}

    /** Two who ask for a code to the same address go one after the other. */
    void await(byte[] lookup) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(encode(:lookup, 'hex'), :tenant))")
                .param("lookup", lookup)
                .param("tenant", (long) Tenants.current().id())
                .query((row, number) -> true)
                .single();
    }

    /** When codes were sent to that address since {@code since}, oldest first. */
    List<Instant> sentTo(byte[] lookup, Instant since) {
        return jdbc.sql("""
                select sent_at
                from identity.code
                where tenant_id = :tenant and lookup = :lookup and sent_at > :since
                order by sent_at
                """)
                .param("tenant", Tenants.current().id())
                .param("lookup", lookup)
                .param("since", Timestamp.from(since))
                .query((row, number) -> row.getTimestamp("sent_at").toInstant())
                .list();
    }

    /** How many codes {@code holder} had sent since {@code since}, to whatever address. */
    int sentFor(UUID holder, Instant since) {
        return jdbc.sql("""
                select count(*)
                from identity.code
                where tenant_id = :tenant and holder = :holder and sent_at > :since
                """)
                .param("tenant", Tenants.current().id())
                .param("holder", holder)
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    /** From now on only the code that comes next counts. */
    void replace(String purpose, @Nullable UUID holder, Channel channel, byte[] lookup, Instant now) {
        jdbc.sql("""
                update identity.code
                set over_at = :now
                where tenant_id = :tenant and purpose = :purpose and channel = :channel and over_at is null
                  and (case when :holder::uuid is null then holder is null and lookup = :lookup else holder = :holder end)
                """)
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("purpose", purpose)
                .param("channel", channel.code())
                .param("holder", holder)
                .param("lookup", lookup)
                .update();
    }

    void add(
            UUID ticket,
            String purpose,
            @Nullable UUID holder,
            Channel channel,
            String address,
            String digits,
            Instant now,
            Instant until) {
        jdbc.sql("""
                insert into identity.code (
                    tenant_id, ticket, purpose, holder, channel, address, lookup, hash, sent_at, expires_at
                )
                values (:tenant, :ticket, :purpose, :holder, :channel, :address, :lookup, :hash, :now, :until)
                """)
                .param("tenant", Tenants.current().id())
                .param("ticket", ticket)
                .param("purpose", purpose)
                .param("holder", holder)
                .param("channel", channel.code())
                .param("address", keyring.encrypt(ADDRESS, address))
                .param("lookup", lookup(channel, address))
                .param("hash", hash(ticket, digits))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .update();
    }

    /** Counts a try before it is judged; empty when the ticket has none left, is over, or is not {@code holder}'s. */
    Optional<Tried> take(UUID ticket, @Nullable UUID holder, int most, Instant now) {
        return jdbc.sql("""
                update identity.code
                set tries = tries + 1
                where tenant_id = :tenant
                  and ticket = :ticket
                  and holder is not distinct from :holder::uuid
                  and over_at is null
                  and expires_at > :now
                  and tries < :most
                returning *
                """)
                .param("tenant", Tenants.current().id())
                .param("ticket", ticket)
                .param("holder", holder)
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, number) ->
                        new Tried(row.getBytes("hash"), row.getInt("tries"), channel(row), address(row)))
                .optional();
    }

    void end(UUID ticket, Instant now) {
        jdbc.sql("update identity.code set over_at = :now where tenant_id = :tenant and ticket = :ticket")
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("ticket", ticket)
                .update();
    }

    /** The newest code of {@code holder} that can still be used. */
    Optional<Codes.Waiting> waiting(String purpose, UUID holder, Channel channel, int most, Instant now) {
        return jdbc.sql("""
                select *
                from identity.code
                where tenant_id = :tenant and purpose = :purpose and holder = :holder and channel = :channel
                  and over_at is null and expires_at > :now and tries < :most
                order by sent_at desc
                limit 1
                """)
                .param("tenant", Tenants.current().id())
                .param("purpose", purpose)
                .param("holder", holder)
                .param("channel", channel.code())
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, number) -> new Codes.Waiting(
                        row.getObject("ticket", UUID.class),
                        address(row),
                        row.getTimestamp("sent_at").toInstant(),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    /** Forgets a few codes sent before {@code before}: each new one clears up more than it adds. */
    void forgetOld(Instant before) {
        OLD.forgetFew(jdbc, before);
    }

    byte[] lookup(Channel channel, String address) {
        return keyring.lookup("code-lookup", channel.code() + ":" + address);
    }

    byte[] hash(UUID ticket, String digits) {
        return keyring.lookup("code", ticket + ":" + digits);
    }

    private String address(ResultSet row) throws SQLException {
        return keyring.decrypt(ADDRESS, row.getBytes("address"));
    }

    private static Channel channel(ResultSet row) throws SQLException {
        return Channel.coded(row.getString("channel")).orElseThrow();
    }

    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedCodeAddresses() {
            return new SealedColumn("identity.code", "ticket", "address", ADDRESS);
        }
    }
}
