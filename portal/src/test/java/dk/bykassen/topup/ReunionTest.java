package dk.bykassen.topup;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.ReunionDesk;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Karen was two persons here: with money, cards and payments on either side. Made one, she has all of it, once. */
class ReunionTest extends TopUpTown {

    /** What the closed login agreed to is the proof of that time; sessions end, and the row itself says whose it is now. */
    private static final List<String> STAYS = List.of("profile.consent", "identity.session", "identity.person");

    @Autowired
    ReunionDesk desk;

    private Person twin;
    private long twinsAccount;
    private UUID underWay = UUID.randomUUID();

    @BeforeEach
    void karenCameInTwice() {
        // As Karen she manages Emil's account, stored a card, tops up automatically and has a payment under way.
        storeCardIn(openRegistration());
        with(() -> {
            orders.begin(account(), wish(200, false), newestCard());
            return true;
        });
        give(120);
        underWay = openRegistration();
        // As her other self she has an account of her own, may act for Emil's as well, and stored the same card.
        with(() -> {
            twin = people.create(
                    NewPerson.named("Karen Marie", "Holm", DANISH).withContact("karen@example.com", "+4520100001"));
            twinsAccount = issuing.open(twin.id(), "30118205");
            issuing.issue(twinsAccount, "5c1a77e0", "5C1A77E0");
            issuing.link(twin.id(), account().id(), MyAccount.Kind.LINKED);
            return true;
        });
        storeCardIn(openRegistration(twin));
    }

    @Test
    void everythingOfEitherIsHersAndNothingIsDoubled() {
        var balances = balances();
        desk.unite(town, karen, twin);

        assertThat(with(() -> accounts.of(twin.id())).stream().map(MyAccount::id))
                .containsExactlyInAnyOrder(account().id(), twinsAccount);
        // The stronger right to act for Emil is the one that stays.
        assertThat(rows("select kind from card.link where status = 'active' and account_id = "
                        + account().id() + " and person_id = " + twin.id()))
                .containsExactly("guardian");
        assertThat(with(() -> storedCards.of(twin.id()))).hasSize(2);
        assertThat(with(() -> storedCards.of(karen.id()))).isEmpty();
        assertThat(order().personId()).isEqualTo(twin.id());
        assertThat(balances()).isEqualTo(balances);
        assertThat(rows("select public_id from payment.payment where payer_id = " + twin.id()))
                .hasSize(3)
                .contains(underWay.toString());
    }

    @Test
    void whatWasUnderWayEndsWithHer() {
        desk.unite(town, karen, twin);
        storeCardIn(underWay);

        assertThat(with(() -> storedCards.of(twin.id()))).hasSize(3);
        assertThat(with(() -> storedCards.of(karen.id()))).isEmpty();
        call();
        assertThat(rows("select payer_id from payment.payment where kind = 'auto_top_up'"))
                .allMatch(payer -> payer.equals(String.valueOf(twin.id())));
    }

    @Test
    void noTableNamesTheOneSheIsNoLonger() {
        desk.unite(town, karen, twin);

        List<String> left = columnsThatNameAPerson().stream()
                .filter(column -> !rows("select 1 from " + column.substring(0, column.lastIndexOf('.')) + " where "
                                + column.substring(column.lastIndexOf('.') + 1) + " = " + karen.id())
                        .isEmpty())
                .toList();
        assertThat(left)
                .as("implement identity.Reunion in the module that keeps it")
                .isEmpty();
        assertThat(with(() -> people.find(karen.id())).orElseThrow().email()).isNull();
    }

    @Test
    void twiceIsOnce() {
        desk.unite(town, karen, twin);
        var once = List.of(rows("select * from card.link"), rows("select * from payment.payment"), balances());
        desk.unite(town, karen, twin);

        assertThat(List.of(rows("select * from card.link"), rows("select * from payment.payment"), balances()))
                .isEqualTo(once);
        assertThat(rows("select 1 from audit.entry where action = 'identity.person.united'"))
                .hasSize(2);
    }

    @Test
    void begunFromBothEndsAtOnceItIsDoneFromOne() throws Exception {
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> there = () -> {
                start.await();
                desk.unite(town, karen, twin);
                return true;
            };
            Callable<Boolean> back = () -> {
                start.await();
                desk.unite(town, twin, karen);
                return true;
            };
            for (var done : threads.invokeAll(List.of(there, back))) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(rows("select id from identity.person where united_with is not null"))
                .hasSize(1);
        assertThat(rows("select distinct person_id from card.link where status = 'active' and kind <> 'holder'"))
                .hasSize(1);
    }

    private List<String> balances() {
        return rows("select id || ':' || balance from ledger.account order by id");
    }

    /** Every column that refers to a person, by a foreign key or by its name. */
    private List<String> columnsThatNameAPerson() {
        return rows("""
                select n.nspname || '.' || c.relname || '.' || a.attname
                from pg_attribute a
                join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
                join pg_namespace n on n.oid = c.relnamespace
                where a.attname in ('person_id', 'payer_id', 'holder_id')
                  and a.atttypid = 'bigint'::regtype
                   or exists (
                        select from pg_constraint f
                        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid = 'identity.person'::regclass
                          and a.attnum = any (f.conkey) and a.attname <> 'tenant_id')
                """).stream()
                .filter(column -> STAYS.stream().noneMatch(stays -> column.startsWith(stays + ".")))
                .collect(Collectors.toList());
    }

    private List<String> rows(String sql) {
        return with(() -> jdbc.sql(sql)
                .query((row, number) -> {
                    var values = new StringBuilder(row.getString(1));
                    for (int i = 2; i <= row.getMetaData().getColumnCount(); i++) {
                        values.append('|').append(row.getString(i));
                    }
                    return values.toString();
                })
                .list());
    }
}
