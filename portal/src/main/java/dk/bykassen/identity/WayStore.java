package dk.bykassen.identity;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Columns;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which eID identity is which person, and how often an identity guessed at its number. */
@Repository
class WayStore {

    private final JdbcClient jdbc;
    private final Keyring keyring;

    WayStore(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    /** Who that person is at that issuer. */
    Optional<String> subject(long person, String issuer) {
        return jdbc.sql("""
                select subject
                from identity.way
                where tenant_id = :tenant and person_id = :person and issuer = :issuer
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("issuer", issuer)
                .query(String.class)
                .optional();
    }

    /** An identity somebody signs in with. */
    record Bound(String issuer, Instant since, @Nullable Instant lastUsed) {}

    List<Bound> of(long person) {
        return jdbc.sql("""
                select issuer, linked_at, last_used_at
                from identity.way
                where tenant_id = :tenant and person_id = :person
                order by linked_at, issuer
                """)
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .query((row, number) -> new Bound(
                        row.getString("issuer"),
                        row.getTimestamp("linked_at").toInstant(),
                        Columns.instant(row, "last_used_at")))
                .list();
    }

    void markUsed(String issuer, String subject, Instant now) {
        jdbc.sql("""
                update identity.way
                set last_used_at = greatest(:now, linked_at)
                where tenant_id = :tenant and issuer = :issuer and subject = :subject
                """)
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("issuer", issuer)
                .param("subject", subject)
                .update();
    }

    void remove(long person, String issuer) {
        jdbc.sql("delete from identity.way where tenant_id = :tenant and person_id = :person and issuer = :issuer")
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("issuer", issuer)
                .update();
    }

    void move(long from, long to) {
        jdbc.sql("update identity.way set person_id = :to where tenant_id = :tenant and person_id = :from")
                .param("to", to)
                .param("tenant", Tenants.current().id())
                .param("from", from)
                .update();
    }

    /** False when that identity, or that person at that issuer, is linked already: somebody was faster. */
    boolean add(String issuer, String subject, long person, Instant now) {
        return jdbc.sql("""
                insert into identity.way (tenant_id, issuer, subject, person_id, linked_at)
                values (:tenant, :issuer, :subject, :person, :now)
                on conflict do nothing
                """)
                        .param("tenant", Tenants.current().id())
                        .param("issuer", issuer)
                        .param("subject", subject)
                        .param("person", person)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** The issuer knows that person by another subject from now on, as after a lost eID. */
    void replace(String issuer, String subject, long person, Instant now) {
        jdbc.sql("""
                update identity.way
                set subject = :subject, linked_at = :now, last_used_at = null
                where tenant_id = :tenant and person_id = :person and issuer = :issuer
                """)
                .param("subject", subject)
                .param("now", Timestamp.from(now))
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .param("issuer", issuer)
                .update();
    }

    /** Counts a try of a session that waits for the number, before it is judged; empty when it has none left. */
    Optional<Integer> takeTry(long session, int most) {
        return jdbc.sql("""
                update identity.session
                set pending_tries = pending_tries + 1
                where tenant_id = :tenant and id = :id and ended_at is null and pending_tries < :most
                returning pending_tries
                """)
                .param("tenant", Tenants.current().id())
                .param("id", session)
                .param("most", most)
                .query(Integer.class)
                .optional();
    }

    /** Gives a try back that could not be judged. */
    void returnTry(long session) {
        jdbc.sql("""
                update identity.session
                set pending_tries = pending_tries - 1
                where tenant_id = :tenant and id = :id and pending_tries > 0
                """)
                .param("tenant", Tenants.current().id())
                .param("id", session)
                .update();
    }

    /** Counts a guess of this identity and says how many it made within {@code span}, this one included. */
    int countGuess(EidIdentity identity, Duration span, Instant now) {
        return jdbc.sql("""
                insert into identity.number_guess as g (tenant_id, identity, since, guesses)
                values (:tenant, :identity, :now, 1)
                on conflict (tenant_id, identity) do update
                set since = case when g.since < :start then excluded.since else g.since end,
                    guesses = case when g.since < :start then 1 else least(g.guesses + 1, 1000) end
                returning guesses
                """)
                .param("tenant", Tenants.current().id())
                .param("identity", hash(identity))
                .param("now", Timestamp.from(now))
                .param("start", Timestamp.from(now.minus(span)))
                .query(Integer.class)
                .single();
    }

    /** Takes back a guess that could not be judged. */
    void returnGuess(EidIdentity identity) {
        jdbc.sql("""
                update identity.number_guess
                set guesses = guesses - 1
                where tenant_id = :tenant and identity = :identity and guesses > 1
                """)
                .param("tenant", Tenants.current().id())
                .param("identity", hash(identity))
                .update();
    }

    /** How many guesses this identity made within {@code span}. */
    int guesses(EidIdentity identity, Duration span, Instant now) {
        return jdbc.sql("""
                select guesses
                from identity.number_guess
                where tenant_id = :tenant and identity = :identity and since >= :start
                """)
                .param("tenant", Tenants.current().id())
                .param("identity", hash(identity))
                .param("start", Timestamp.from(now.minus(span)))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    void forgetGuesses(EidIdentity identity) {
        jdbc.sql("delete from identity.number_guess where tenant_id = :tenant and identity = :identity")
                .param("tenant", Tenants.current().id())
                .param("identity", hash(identity))
                .update();
    }

    /** What is counted against the ways of {@code person}. */
    void eachGuess(long person, BiConsumer<Timestamp, Integer> found) {
        jdbc.sql("""
                select since, guesses
                from identity.number_guess
                where tenant_id = :tenant and identity = any (:identities)
                order by since
                """)
                .param("tenant", Tenants.current().id())
                .param("identities", hashes(person))
                .query((ResultSet row) -> found.accept(row.getTimestamp("since"), row.getInt("guesses")));
    }

    void forgetGuesses(long person) {
        jdbc.sql("delete from identity.number_guess where tenant_id = :tenant and identity = any (:identities)")
                .param("tenant", Tenants.current().id())
                .param("identities", hashes(person))
                .update();
    }

    private byte[][] hashes(long person) {
        return jdbc.sql("select issuer, subject from identity.way where tenant_id = :tenant and person_id = :person")
                .param("tenant", Tenants.current().id())
                .param("person", person)
                .query((row, number) -> hash(row.getString("issuer"), row.getString("subject")))
                .list()
                .toArray(byte[][]::new);
    }

    private byte[] hash(EidIdentity identity) {
        return hash(identity.issuer(), identity.subject());
    }

    private byte[] hash(String issuer, String subject) {
        return keyring.lookup("number-guess", issuer + "\n" + subject);
    }
}
