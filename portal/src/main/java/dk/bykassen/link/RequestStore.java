package dk.bykassen.link;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.link.RequestState.Event;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Requests for access. */
@Repository
class RequestStore {

    private final JdbcClient jdbc;

    RequestStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty when one for the same number waits already. */
    Optional<UUID> add(
            long requester, byte[] lookup, String shown, @Nullable Long account, Instant now, Instant until) {
        return sql("""
                insert into link.request (
                    tenant_id, public_id, requester_id, number_lookup, number_shown, account_id, state, asked_at, expires_at
                )
                values (:tenant, :publicId, :requester, :lookup, :shown, :account, 'waiting', :now, :until)
                on conflict (tenant_id, requester_id, number_lookup) where state in ('waiting', 'declined') do nothing
                returning public_id
                """)
                .param("publicId", Uuid7.next())
                .param("requester", requester)
                .param("lookup", lookup)
                .param("shown", shown)
                .param("account", account)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .query(UUID.class)
                .optional();
    }

    Optional<Request> find(UUID publicId) {
        return sql("select * from link.request where tenant_id = :tenant and public_id = :id")
                .param("id", publicId)
                .query(RequestStore::request)
                .optional();
    }

    /** What {@code requester} asked for and has no answer to, as far as they can tell, newest first. */
    List<Request> openOf(long requester, Instant now) {
        return sql("""
                select *
                from link.request
                where tenant_id = :tenant and requester_id = :requester
                  and state in ('waiting', 'declined') and expires_at > :now
                order by id desc
                """)
                .param("requester", requester)
                .param("now", Timestamp.from(now))
                .query(RequestStore::request)
                .list();
    }

    /** What {@code requester} asked for in vain since {@code since}, newest first. */
    List<Request> inVainOf(long requester, Instant since, Instant now) {
        return sql("""
                select *
                from link.request
                where tenant_id = :tenant and requester_id = :requester
                  and state in ('waiting', 'declined', 'expired') and expires_at > :since and expires_at <= :now
                order by id desc
                """)
                .param("requester", requester)
                .param("since", Timestamp.from(since))
                .param("now", Timestamp.from(now))
                .query(RequestStore::request)
                .list();
    }

    /** What waits for an answer of those who decide over {@code accounts}, oldest first. */
    List<Request> waitingFor(Collection<Long> accounts, Instant now) {
        return sql("""
                select *
                from link.request
                where tenant_id = :tenant and account_id = any (:accounts) and state = 'waiting' and expires_at > :now
                order by id
                """)
                .param("accounts", accounts.toArray(Long[]::new))
                .param("now", Timestamp.from(now))
                .query(RequestStore::request)
                .list();
    }

    /** Answers a request that waits; false when somebody was faster or its time is over. */
    boolean answer(long id, boolean yes, long by, Instant now) {
        RequestState to = yes ? RequestState.APPROVED : RequestState.DECLINED;
        return sql("""
                update link.request
                set state = :to, answer = :answer, answered_at = :now, answered_by = :by, over_at = :over
                where tenant_id = :tenant and id = :id and state = any (:from) and expires_at > :now
                """)
                        .param("to", to.code())
                        .param("answer", yes ? "yes" : "no")
                        .param("now", Timestamp.from(now))
                        .param("by", by)
                        .param("over", yes ? Timestamp.from(now) : null)
                        .param("id", id)
                        .param("from", to.before(yes ? Event.APPROVE : Event.DECLINE))
                        .update()
                == 1;
    }

    /** Ends a request for whoever asked; false when it was over already. */
    boolean end(long id, Event event, RequestState to, Instant now) {
        return sql("""
                update link.request
                set state = :to, over_at = :now
                where tenant_id = :tenant and id = :id and state = any (:from)
                """)
                        .param("to", to.code())
                        .param("now", Timestamp.from(now))
                        .param("id", id)
                        .param("from", to.before(event))
                        .update()
                == 1;
    }

    /** What {@code requester} asked for and may be over without a job having said so. */
    void endOverdue(long requester, Instant now) {
        sql("""
                update link.request
                set state = 'expired', over_at = :now
                where tenant_id = :tenant and requester_id = :requester
                  and state in ('waiting', 'declined') and expires_at <= :now
                """).param("requester", requester).param("now", Timestamp.from(now)).update();
    }

    /** Whoever has access has nothing to ask for. */
    void grant(long requester, long account, Instant now) {
        sql("""
                update link.request
                set state = 'approved', answer = 'yes', answered_at = :now, over_at = :now
                where tenant_id = :tenant and requester_id = :requester and account_id = :account and state = 'waiting'
                """)
                .param("requester", requester)
                .param("account", account)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Nobody is asked any more; those who asked see no difference. */
    void silence(Collection<Long> accounts) {
        sql("""
                update link.request
                set account_id = null
                where tenant_id = :tenant and account_id = any (:accounts) and state = 'waiting'
                """).param("accounts", accounts.toArray(Long[]::new)).update();
    }

    /** Forgets what was over before {@code before}. */
    void forget(Instant before) {
        sql("delete from link.request where tenant_id = :tenant and over_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }

    private StatementSpec sql(String text) {
        return jdbc.sql(text).param("tenant", Tenants.current().id());
    }

    private static Request request(ResultSet row, int number) throws SQLException {
        return new Request(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getLong("requester_id"),
                row.getString("number_shown"),
                row.getObject("account_id", Long.class),
                RequestState.coded(row.getString("state")),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }
}
