package dk.bykassen.message;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Columns;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class MessageStore {

    private static final String ADDRESS = "message-address";
    private static final int AT_A_TIME = 500;

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final NoticeJson json;
    private final InstantSource clock;

    MessageStore(JdbcClient jdbc, Keyring keyring, NoticeJson json, InstantSource clock) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.json = json;
        this.clock = clock;
    }

    /** The new message's public id; empty when the occasion has its message already. */
    Optional<UUID> add(
            Message.Channel channel,
            @Nullable Long personId,
            String address,
            Notice notice,
            Locale language,
            String key) {
        return jdbc.sql("""
                insert into message.message (
                    tenant_id, public_id, key, person_id, channel, template, language, address, params, created_at
                )
                values (
                    :tenant, :public_id, :key, :person, :channel, :template, :language, :address, :params::jsonb, :now
                )
                on conflict (tenant_id, key) do nothing
                returning public_id
                """)
                .param("tenant", Tenants.current().id())
                .param("public_id", Uuid7.next())
                .param("key", key)
                .param("person", personId)
                .param("channel", channel.name())
                .param("template", NoticeKind.of(notice).template())
                .param("language", language.getLanguage())
                .param("address", keyring.encrypt(ADDRESS, address))
                .param("params", json.write(notice))
                .param("now", Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional();
    }

    Optional<UUID> byKey(String key) {
        return jdbc.sql("select public_id from message.message where tenant_id = :tenant and key = :key")
                .param("tenant", Tenants.current().id())
                .param("key", key)
                .query(UUID.class)
                .optional();
    }

    Optional<Message> find(UUID publicId) {
        return jdbc.sql("select * from message.message where tenant_id = :tenant and public_id = :id")
                .param("tenant", Tenants.current().id())
                .param("id", publicId)
                .query(this::message)
                .optional();
    }

    void markTried(long id) {
        jdbc.sql("""
                update message.message
                set attempts = attempts + 1
                where tenant_id = :tenant and id = :id and state = 'queued'
                """).param("tenant", Tenants.current().id()).param("id", id).update();
    }

    void markSent(Message message) {
        decide(message, "sent", null);
    }

    /** @param failure a status code or the name of an error, never an address */
    void markFailed(Message message, String failure) {
        decide(message, "failed", failure);
    }

    private void decide(Message message, String state, @Nullable String failure) {
        jdbc.sql("""
                update message.message
                set state = :state, failure = :failure, decided_at = :now, params = :params::jsonb
                where tenant_id = :tenant and id = :id and state = 'queued'
                """)
                .param("state", state)
                .param("failure", failure)
                .param("now", Timestamp.from(clock.instant()))
                .param("params", json.writeWithoutSecrets(message.notice()))
                .param("tenant", Tenants.current().id())
                .param("id", message.id())
                .update();
    }

    /** A message with what became of it. */
    record Stored(
            Message message, Instant writtenAt, @Nullable Instant decidedAt, String state) {}

    /** Every message to that person, oldest first, a few at a time. */
    void each(long person, Consumer<Stored> reader) {
        jdbc.sql("select * from message.message where tenant_id = :tenant and person_id = :person order by id")
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .withFetchSize(AT_A_TIME)
                .query((ResultSet row) -> reader.accept(new Stored(
                        message(row, 0),
                        row.getTimestamp("created_at").toInstant(),
                        Columns.instant(row, "decided_at"),
                        row.getString("state"))));
    }

    /** Deletes what went to one of these addresses before anybody was known there, such as codes. */
    void forgetSentTo(Collection<String> addresses) {
        List<Long> found = new ArrayList<>();
        jdbc.sql("""
                select id, address
                from message.message
                where tenant_id = :tenant and person_id is null and state <> 'queued'
                """)
                .param("tenant", Tenants.current().id())
                .withFetchSize(AT_A_TIME)
                .query((ResultSet row) -> {
                    String address = keyring.decrypt(ADDRESS, row.getBytes("address"));
                    if (addresses.stream().anyMatch(address::equalsIgnoreCase)) {
                        found.add(row.getLong("id"));
                    }
                });
        jdbc.sql("delete from message.message where tenant_id = :tenant and id = any (:found)")
                .param("tenant", Tenants.current().id())
                .param("found", found.toArray(Long[]::new))
                .update();
    }

    /** Blanks the holder's name in messages that lead to one of these pages. */
    void forgetHolder(Collection<UUID> pages) {
        jdbc.sql("""
                update message.message m
                set params = jsonb_set(
                    jsonb_set(jsonb_set(params, '{holder}', '""', false), '{receipt,holder}', '""', false),
                    '{person}', '""', false)
                where tenant_id = :tenant
                  and exists (
                      select
                      from unnest(array[params ->> 'path', params #>> '{receipt,path}', params ->> 'settingsPath']) as led (path)
                      where substring(led.path from '^/[a-z]+/([0-9a-f-]{36})') = any (:pages))
                """)
                .param("tenant", Tenants.current().id())
                .param("pages", pages.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    /** Forgets a few messages to nobody known from before {@code before}: each new one clears up more than it adds. */
    void forgetStrangers(Instant before) {
        jdbc.sql("""
                delete from message.message
                where tenant_id = :tenant and id in (
                    select id
                    from message.message
                    where tenant_id = :tenant and person_id is null and state <> 'queued' and created_at < :before
                    order by created_at
                    limit 10
                    for update skip locked
                )
                """)
                .param("tenant", Tenants.current().id())
                .param("before", Timestamp.from(before))
                .update();
    }

    void handOver(long from, long to) {
        jdbc.sql("update message.message set person_id = :to where tenant_id = :tenant and person_id = :from")
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .param("to", to)
                .update();
    }

    private Message message(ResultSet row, int number) throws SQLException {
        Class<? extends Notice> type =
                NoticeKind.named(row.getString("template")).type();
        return new Message(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                Message.Channel.valueOf(row.getString("channel")),
                Locale.of(row.getString("language")),
                keyring.decrypt(ADDRESS, row.getBytes("address")),
                json.read(row.getString("params"), type),
                row.getString("state").equals("queued"),
                row.getInt("attempts"));
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedAddresses() {
            return new SealedColumn("message.message", "id", "address", ADDRESS);
        }
    }
}
