package dk.bykassen.link;

import dk.bykassen.card.AccountLeft;
import dk.bykassen.card.MyAccount;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Who acts for which account. */
@Repository
class LinkStore {

    private static final String LINK = """
            select l.id, l.public_id, l.person_id, l.account_id, a.public_id as account_public_id, a.holder_id, l.kind,
                l.status, l.since
            from card.link l
            join card.account a on a.tenant_id = l.tenant_id and a.id = l.account_id
            where l.tenant_id = :tenant
            """;

    private final JdbcClient jdbc;

    LinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Somebody's access to an account.
     *
     * @param person who acts
     * @param holder whose account it is
     */
    record Link(
            long id,
            UUID publicId,
            long person,
            long account,
            UUID accountPublicId,
            long holder,
            MyAccount.Kind kind,
            boolean isActive,
            Instant since) {}

    /**
     * An open account of the one who was asked for.
     *
     * @param isMine whether the one who asks acts for it already
     * @param fits whether an active chip of it has the number that was typed
     * @param wantsYes whether the number alone is not enough, because somebody said no before
     * @param saidNoLately whether nobody is to be asked again yet
     */
    record Target(long account, boolean isMine, boolean fits, boolean wantsYes, boolean saidNoLately) {}

    /** The accounts of {@code holder}, those that fit first; the same work for somebody who is nobody. */
    List<Target> targets(long requester, long holder, Collection<String> numbers, Instant lately) {
        return sql("""
                select
                    a.id,
                    exists (
                        select from card.link l
                        where l.tenant_id = a.tenant_id and l.account_id = a.id and l.person_id = :requester
                          and l.status = 'active') as is_mine,
                    exists (
                        select from card.chip c
                        where c.tenant_id = a.tenant_id and c.account_id = a.id and c.status = 'active'
                          and c.number = any (:numbers)) as fits,
                    exists (
                        select from card.link l
                        where l.tenant_id = a.tenant_id and l.account_id = a.id and l.person_id = :requester
                          and l.ended_why in ('taken_away', 'custody_ended'))
                    or exists (
                        select from link.request r
                        where r.tenant_id = a.tenant_id and r.account_id = a.id and r.requester_id = :requester
                          and r.answer = 'no') as wants_yes,
                    exists (
                        select from link.request r
                        where r.tenant_id = a.tenant_id and r.account_id = a.id and r.requester_id = :requester
                          and r.answer = 'no' and r.answered_at > :lately) as said_no_lately
                from card.account a
                where a.tenant_id = :tenant and a.holder_id = :holder and a.status = 'active'
                order by fits desc, is_mine, a.id
                """)
                .param("requester", requester)
                .param("holder", holder)
                .param("numbers", numbers.toArray(String[]::new))
                .param("lately", Timestamp.from(lately))
                .query((row, number) -> new Target(
                        row.getLong("id"),
                        row.getBoolean("is_mine"),
                        row.getBoolean("fits"),
                        row.getBoolean("wants_yes"),
                        row.getBoolean("said_no_lately")))
                .list();
    }

    Optional<Link> find(UUID publicId) {
        return sql(LINK + "and l.public_id = :id")
                .param("id", publicId)
                .query(LinkStore::link)
                .optional();
    }

    /** The one link of {@code person} to {@code account}, which it takes until the transaction ends. */
    Optional<Link> active(long person, long account) {
        return sql(LINK
                        + "and l.person_id = :person and l.account_id = :account and l.status = 'active' for update of l")
                .param("person", person)
                .param("account", account)
                .query(LinkStore::link)
                .optional();
    }

    /** Everybody's access to {@code accounts}: by account, its holder first. */
    List<Link> to(Collection<Long> accounts) {
        return sql(LINK + """
                and l.account_id = any (:accounts) and l.status = 'active'
                order by l.account_id, l.kind <> 'holder', l.kind <> 'guardian', l.since, l.id
                """)
                .param("accounts", accounts.toArray(Long[]::new))
                .query(LinkStore::link)
                .list();
    }

    /** Who holds {@code account}, while it is open. */
    Optional<Long> holder(long account) {
        return sql("select holder_id from card.account where tenant_id = :tenant and id = :id and status = 'active'")
                .param("id", account)
                .query(Long.class)
                .optional();
    }

    /** The open accounts of {@code holder}. */
    List<Long> accountsOf(long holder) {
        return sql("select id from card.account where tenant_id = :tenant and holder_id = :holder and status = 'active'")
                .param("holder", holder)
                .query(Long.class)
                .list();
    }

    /** Whether the town ever said of somebody that they look after the holder of {@code account} no more. */
    boolean hasCustodyEnded(long account) {
        return sql("""
                select exists (
                    select
                    from card.link
                    where tenant_id = :tenant and account_id = :account and ended_why = 'custody_ended')
                """).param("account", account).query(Boolean.class).single();
    }

    /** The next guardians' links after {@code after}, at most {@code most}. */
    List<Link> guardiansAfter(long after, int most) {
        return sql(LINK + """
                and l.kind = 'guardian' and l.status = 'active' and l.id > :after
                order by l.id
                limit :most
                """)
                .param("after", after)
                .param("most", most)
                .query(LinkStore::link)
                .list();
    }

    /** Keeps {@code account} for this transaction; purchases and payments go on. */
    void hold(long account) {
        sql("select id from card.account where tenant_id = :tenant and id = :id for no key update")
                .param("id", account)
                .query(Long.class)
                .list();
    }

    /** Makes one who is linked a guardian; false when they are linked no more, or a guardian already. */
    boolean promote(long id) {
        return sql("""
                update card.link
                set kind = 'guardian'
                where tenant_id = :tenant and id = :id and status = 'active' and kind = 'linked'
                """).param("id", id).update() == 1;
    }

    /** Ends a link of somebody who does not hold the account; false when it was over already. */
    boolean end(long id, AccountLeft.Why why, Instant now) {
        return sql("""
                update card.link
                set status = 'ended', until = greatest(since, :now), ended_why = :why
                where tenant_id = :tenant and id = :id and status = 'active' and kind <> 'holder'
                """)
                        .param("now", Timestamp.from(now))
                        .param("why", why.name().toLowerCase(Locale.ROOT))
                        .param("id", id)
                        .update()
                == 1;
    }

    private StatementSpec sql(String text) {
        return jdbc.sql(text).param("tenant", Tenants.current().id());
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        return new Link(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getLong("person_id"),
                row.getLong("account_id"),
                row.getObject("account_public_id", UUID.class),
                row.getLong("holder_id"),
                MyAccount.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("status").equals("active"),
                row.getTimestamp("since").toInstant());
    }
}
