package dk.bykassen.identity;

import dk.bykassen.kernel.BearerToken;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Columns;
import dk.bykassen.tenant.OldRows;
import dk.bykassen.tenant.SealedColumn;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class SessionStore {

    private static final String PENDING = "session-pending";
    private static final String ACCESS_TOKEN = "session-access-token";
    private static final String ID_TOKEN = "session-id-token";
    private static final OldRows OLD = new OldRows("identity.session", "id", "expires_at", 20);

    private final JdbcClient jdbc;
    private final Keyring keyring;
    private final JsonMapper json;

    SessionStore(JdbcClient jdbc, Keyring keyring, JsonMapper json) {
        this.jdbc = jdbc;
        this.keyring = keyring;
        this.json = json;
    }

    /**
     * What sign-out, or the session that comes in its place, needs to know of one that ended.
     *
     * @param waitsSince when the one who has a question to answer proved who they are; null where somebody was signed in
     */
    record Ended(
            long id,
            String way,
            @Nullable String idToken,
            @Nullable Instant waitsSince) {}

    /** A session in force with the times it was found with. */
    record Found(Session session, Instant lastSeenAt) {}

    Optional<Found> find(BearerToken token, Instant now) {
        return jdbc.sql("""
                select s.*, p.public_id as person_public_id, p.first_name, p.last_name
                from identity.session s
                left join identity.person p on p.tenant_id = s.tenant_id and p.id = s.person_id
                where s.tenant_id = :tenant
                  and s.token_hash = :hash
                  and s.ended_at is null
                  and s.expires_at > :now
                  and s.last_seen_at > :idle_since
                """)
                .param("tenant", Tenants.current().id())
                .param("hash", token.hash())
                .param("now", Timestamp.from(now))
                .param("idle_since", Timestamp.from(Sessions.LIFETIME.idleSince(now)))
                .query((row, number) -> found(row, now))
                .optional();
    }

    void open(
            BearerToken token,
            long person,
            String way,
            @Nullable String idToken,
            Device device,
            Instant proved,
            Instant now) {
        Instant until = Sessions.LIFETIME.until(now);
        insert(token, person, null, Session.Question.NUMBER, way, idToken, null, device, proved, now, until);
    }

    void await(
            BearerToken token,
            EidIdentity identity,
            Session.Question question,
            String way,
            @Nullable String idToken,
            @Nullable String accessToken,
            Instant proved,
            Instant now) {
        byte[] pending = keyring.encrypt(PENDING, json.writeValueAsString(identity));
        insert(
                token,
                null,
                pending,
                question,
                way,
                idToken,
                accessToken,
                Device.UNKNOWN,
                proved,
                now,
                now.plus(Sessions.WAITING));
    }

    void touch(long id, Instant now) {
        jdbc.sql("update identity.session set last_seen_at = :now where tenant_id = :tenant and id = :id")
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .update();
    }

    /** From now on this session waits for its person to sign in once more. */
    void prove(long id, Instant until) {
        jdbc.sql("update identity.session set prove_until = :until where tenant_id = :tenant and id = :id")
                .param("until", Timestamp.from(until))
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .update();
    }

    void passGates(long id, String mark) {
        jdbc.sql("update identity.session set gates_passed_for = :mark where tenant_id = :tenant and id = :id")
                .param("mark", mark)
                .param("tenant", Tenants.current().id())
                .param("id", id)
                .update();
    }

    /** Ends the sessions of {@code person} that are in force, but not {@code spared}; says how many there were. */
    int endAll(long person, @Nullable Long spared, Instant now) {
        return jdbc.sql("""
                update identity.session
                set ended_at = :now, offer = null, offered_at = null
                where tenant_id = :tenant
                  and person_id = :person
                  and ended_at is null
                  and id is distinct from :spared::bigint
                """)
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("spared", spared)
                .update();
    }

    /** Ends that one of the sessions of {@code person}, if it is still in force; false when it never was theirs. */
    boolean endThat(long person, UUID session, Instant now) {
        return jdbc.sql("""
                update identity.session
                set ended_at = coalesce(ended_at, :now), offer = null, offered_at = null
                where tenant_id = :tenant and person_id = :person and public_id = :session
                """)
                        .param("now", Timestamp.from(now))
                        .param("tenant", Tenants.current().id())
                        .param("person", person)
                        .param("session", session)
                        .update()
                == 1;
    }

    /** Where {@code person} is signed in; {@code here} first, then the one seen last. */
    List<DeviceView> devices(long person, long here, Instant now) {
        return jdbc.sql("""
                select id, public_id, device, created_at, last_seen_at
                from identity.session
                where tenant_id = :tenant
                  and person_id = :person
                  and watch_id is null
                  and ended_at is null
                  and expires_at > :now
                  and last_seen_at > :idle_since
                order by id = :here desc, last_seen_at desc, id desc
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("here", here)
                .param("now", Timestamp.from(now))
                .param("idle_since", Timestamp.from(Sessions.LIFETIME.idleSince(now)))
                .query((row, number) -> new DeviceView(
                        row.getObject("public_id", UUID.class),
                        Device.parse(row.getString("device")),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("last_seen_at").toInstant(),
                        row.getLong("id") == here))
                .list();
    }

    /** Ends the oldest sessions of {@code person} when there are more than {@code most}. */
    void endOldest(long person, int most, Instant now) {
        jdbc.sql("""
                update identity.session
                set ended_at = :now
                where tenant_id = :tenant and id in (
                    select id
                    from identity.session
                    where tenant_id = :tenant and person_id = :person and watch_id is null and ended_at is null
                      and expires_at > :now
                    order by id desc
                    offset :most
                )
                """)
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("most", most)
                .update();
    }

    /** Whose session that was, when it ran out by itself since {@code since}: neither signed out nor ended elsewhere. */
    Optional<Long> ranOut(BearerToken token, Instant since, Instant now) {
        return jdbc.sql("""
                select person_id
                from identity.session
                where tenant_id = :tenant
                  and token_hash = :hash
                  and person_id is not null
                  and watch_id is null
                  and ended_at is null
                  and last_seen_at > :since
                  and (expires_at <= :now or last_seen_at <= :idle_since)
                """)
                .param("tenant", Tenants.current().id())
                .param("hash", token.hash())
                .param("since", Timestamp.from(since))
                .param("now", Timestamp.from(now))
                .param("idle_since", Timestamp.from(Sessions.LIFETIME.idleSince(now)))
                .query(Long.class)
                .optional();
    }

    Optional<Ended> end(BearerToken token, Instant now) {
        return jdbc.sql("""
                update identity.session
                set ended_at = :now, offer = null, offered_at = null, access_token = null
                where tenant_id = :tenant and token_hash = :hash and ended_at is null
                returning id, way, id_token, case when person_id is null then coalesce(proved_at, created_at) end as waits_since
                """)
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("hash", token.hash())
                .query((row, number) -> new Ended(
                        row.getLong("id"), row.getString("way"), idToken(row), Columns.instant(row, "waits_since")))
                .optional();
    }

    /** Forgets what waited in vain: nobody was signed in, and what the eID said is nobody's to keep. */
    void forgetWaiting(Instant now) {
        jdbc.sql("delete from identity.session where tenant_id = :tenant and person_id is null and expires_at < :now")
                .param("tenant", Tenants.current().id())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Forgets a few sessions that were over before {@code before}: each sign-in clears up more than it adds. */
    void forgetOld(Instant before) {
        OLD.forgetFew(jdbc, before);
    }

    private void insert(
            BearerToken token,
            @Nullable Long person,
            byte @Nullable [] pending,
            Session.Question question,
            String way,
            @Nullable String idToken,
            @Nullable String accessToken,
            Device device,
            Instant proved,
            Instant now,
            Instant until) {
        jdbc.sql("""
                insert into identity.session (
                    tenant_id, token_hash, person_id, pending, question, way, id_token, access_token, public_id,
                    device, proved_at, created_at, last_seen_at, expires_at
                )
                values (
                    :tenant, :hash, :person, :pending, :question, :way, :id_token, :access_token, :public_id,
                    :device, :proved::timestamptz, :now, :now, :until
                )
                """)
                .param("tenant", Tenants.current().id())
                .param("hash", token.hash())
                .param("person", person)
                .param("pending", pending)
                .param("question", question.name().toLowerCase(Locale.ROOT))
                .param("way", way)
                .param("id_token", idToken == null ? null : keyring.encrypt(ID_TOKEN, idToken))
                .param("public_id", Uuid7.next())
                .param("device", device.stored())
                .param("proved", proved.isBefore(now) ? Timestamp.from(proved) : null)
                .param("access_token", accessToken == null ? null : keyring.encrypt(ACCESS_TOKEN, accessToken))
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .update();
    }

    private @Nullable String idToken(ResultSet row) throws SQLException {
        return opened(row, "id_token", ID_TOKEN);
    }

    private @Nullable String opened(ResultSet row, String column, String purpose) throws SQLException {
        byte[] sealed = row.getBytes(column);
        return sealed == null ? null : keyring.decrypt(purpose, sealed);
    }

    private Found found(ResultSet row, Instant now) throws SQLException {
        Instant lastSeen = row.getTimestamp("last_seen_at").toInstant();
        byte[] pending = row.getBytes("pending");
        if (pending != null) {
            var identity = json.readValue(keyring.decrypt(PENDING, pending), EidIdentity.class);
            return new Found(
                    new Session.Waiting(
                            row.getLong("id"),
                            identity,
                            Session.Question.valueOf(row.getString("question").toUpperCase(Locale.ROOT)),
                            row.getString("way"),
                            idToken(row),
                            opened(row, "access_token", ACCESS_TOKEN),
                            row.getInt("pending_tries")),
                    lastSeen);
        }
        Instant expires = row.getTimestamp("expires_at").toInstant();
        var person = new SignedIn(
                row.getLong("person_id"),
                row.getObject("person_public_id", UUID.class),
                row.getString("first_name"),
                row.getString("last_name"),
                row.getLong("id"),
                row.getString("way"),
                Objects.requireNonNullElse(
                        Columns.instant(row, "proved_at"),
                        row.getTimestamp("created_at").toInstant()),
                Sessions.LIFETIME.end(lastSeen, now, expires),
                row.getString("gates_passed_for"),
                row.getObject("shown_watch_id", Long.class),
                null);
        Long watch = row.getObject("watch_id", Long.class);
        if (watch != null) {
            return new Found(new Session.View(person, watch), lastSeen);
        }
        Timestamp proveUntil = row.getTimestamp("prove_until");
        boolean isProving = proveUntil != null && proveUntil.toInstant().isAfter(now);
        return new Found(new Session.Open(person, isProving), lastSeen);
    }

    /** What has to follow when the installation's key changes. */
    @Configuration
    static class Sealed {

        @Bean
        SealedColumn sealedArrivals() {
            return new SealedColumn("identity.session", "id", "pending", PENDING);
        }

        @Bean
        SealedColumn sealedAccessTokens() {
            return new SealedColumn("identity.session", "id", "access_token", ACCESS_TOKEN);
        }

        @Bean
        SealedColumn sealedIdTokens() {
            return new SealedColumn("identity.session", "id", "id_token", ID_TOKEN);
        }
    }
}
