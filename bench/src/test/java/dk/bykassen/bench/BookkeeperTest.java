package dk.bykassen.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dk.bykassen.till.PlainCounter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is void when anything was lost, added, changed or miscounted; and only then. */
class BookkeeperTest {

    private static final BenchOptions SHORT = BenchOptions.of(Duration.ofMillis(400), 8, 200);

    @TempDir
    static Path folder;

    private static Server server;
    private static House house;
    private static Region region;
    /** Where the books are spoilt. */
    private static Region victims;

    private static Bookkeeper books;
    private static Meter meter;

    @BeforeAll
    static void open() throws Exception {
        server = Server.start(folder);
        house = House.open(server, "bench");
        region = Region.found(
                house, "strict", Rulebook.EVERYTHING, 2, SHORT.size().cards());
        victims = Region.found(
                house, "victims", Rulebook.EVERYTHING, 1, SHORT.size().cards());
        books = Bookkeeper.open(server, house.database());
        meter = server.meter();
    }

    @AfterAll
    static void close() throws Exception {
        books.close();
        house.close();
        server.close();
    }

    private static Noon noon(Region region, Crowd crowd) throws Exception {
        books.know(region);
        return new Noon("noon", SHORT.size().callers(), region, crowd, books, meter);
    }

    private static Crowd inside(Region region) {
        return new CrowdInside(
                region,
                till -> till,
                List.copyOf(
                        house.portal().getBeansOfType(HikariDataSource.class).values()));
    }

    @Test
    void theProductInProcessIsFoundHonest() throws Exception {
        assertHonest(inside(region));
    }

    @Test
    void theProductOverHttpIsFoundHonest() throws Exception {
        try (OutletProcess outlet = OutletProcess.start(server, house.database());
                Crowd crowd = new CrowdOverHttp(region, outlet, "/api/v1/purchases")) {
            assertHonest(crowd);
            assertThat(outlet.resident()).isPositive();
        }
    }

    @Test
    void thePlainProgramIsFoundHonest() throws Exception {
        try (PlainCounter counter = PlainCounter.open(
                house.portal(),
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + house.database(),
                server.superuser(),
                server.password())) {
            assertHonest(new CrowdInside(region, till -> till.at(counter), List.of(counter.pool())));
        }
    }

    private static void assertHonest(Crowd crowd) throws Exception {
        Noon noon = noon(region, crowd);
        for (int turn = 0; turn < 2; turn++) {
            Sample sample = noon.turn(SHORT);
            noon.verify();
            assertThat(sample.latenciesNanos()).isNotEmpty();
            assertThat(sample.written().fsyncs()).isPositive();
            assertThat(sample.spent().database()).isPositive();
        }
        assertThat(noon.total()).isPositive();
        assertThat(noon.unanswered()).isZero();
        books.verifyAll(region);
    }

    @Test
    void aPurchaseThatIsLostIsMissed() throws Exception {
        assertVoid("are not kept as they were answered", """
                delete from till.purchase where id = (select max(id::text)::uuid from till.purchase where result = 'approved')
                """);
    }

    @Test
    void anotherBalanceThanWasToldIsNoticed() throws Exception {
        assertVoid("are not kept as they were answered", """
                update till.purchase set balance_after = balance_after + 1 where id = (select max(id::text)::uuid from till.purchase where result = 'approved')
                """);
    }

    @Test
    void anotherReasonThanWasToldIsNoticed() throws Exception {
        assertVoid("are not kept as they were answered", """
                update till.purchase
                set reason = 'month_limit'
                where id = (select max(id::text)::uuid from till.purchase where result = 'declined')
                """);
    }

    @Test
    void aPurchaseNobodyAskedForIsNoticed() throws Exception {
        assertVoid("are kept that nobody asked for", """
                insert into till.purchase
                    (tenant_id, id, till_id, unit_id, card_number, account_id, at, decided_at, total, currency, lines, result,
                     reason, balance_after, fingerprint)
                select tenant_id, overlay(id::text placing 'ffff' from 20)::uuid, till_id, unit_id, card_number, account_id, at,
                       decided_at, total, currency, lines, 'declined', 'allergen', balance_after, fingerprint
                from till.purchase
                where id = (select max(id::text)::uuid from till.purchase where result = 'approved')
                """);
    }

    @Test
    void aTransferThatIsThereTwiceIsNoticed() throws Exception {
        assertVoid("do not belong together", """
                insert into ledger.transfer
                    (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, at)
                select tenant_id, group_id, debit_account, credit_account, amount, currency, kind, at
                from ledger.transfer
                where group_id = (select max(id::text)::uuid from till.purchase where result = 'approved')
                """);
    }

    @Test
    void moneyThatIsGoneIsMissed() throws Exception {
        assertVoid("balances are not what", """
                update ledger.account
                set balance = balance - 1
                where id = (select account_id from till.purchase where id = (select max(id::text)::uuid from till.purchase where result = 'approved'))
                """);
    }

    @Test
    void aCounterThatIsBehindIsNoticed() throws Exception {
        assertVoid("counters do not say", """
                update ledger.account
                set spent[4] = spent[4] - 1
                where id = (select account_id from till.purchase where id = (select max(id::text)::uuid from till.purchase where result = 'approved'))
                """);
    }

    @Test
    void aLimitThatWasPassedIsNoticed() throws Exception {
        assertVoid("limits were passed", """
                update card.rule r
                set limits[1] = 1
                from card.account a
                where a.id = r.account_id
                  and a.purse_id = (select account_id from till.purchase where id = (select max(id::text)::uuid from till.purchase where result = 'approved'))
                """);
    }

    @Test
    void anAccountNobodyBoughtWithIsLookedAtInTheEnd() throws Exception {
        books.know(victims);
        books.execute("""
                update ledger.account
                set balance = balance + 1
                where kind = 'purse' and tenant_id = (select max(tenant_id) from ledger.account)
                """);
        assertThatExceptionOfType(Unverified.class)
                .isThrownBy(() -> books.verifyAll(victims))
                .withMessageContaining("changed without a purchase");
    }

    private static void assertVoid(String words, String harm) throws Exception {
        Noon noon = noon(victims, inside(victims));
        noon.turn(SHORT);
        books.execute(harm);
        assertThatExceptionOfType(Unverified.class).isThrownBy(noon::verify).withMessageContaining(words);
    }
}
