package dk.bykassen.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@TownTest
class LedgerTest {

    private static final Currency DKK = Currency.getInstance("DKK");
    private static final Instant NOON = Instant.parse("2026-11-20T11:00:00Z");

    @Autowired
    Founding founding;

    @Autowired
    Ledger ledger;

    @Autowired
    Books books;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    Tenant town;
    long purse;
    long other;
    long gateway;
    long fee;

    @BeforeEach
    void openBooks() {
        town = TestTown.found(founding);
        purse = with(() -> ledger.open(AccountKind.PURSE, DKK));
        other = with(() -> ledger.open(AccountKind.PURSE, DKK));
        gateway = with(() -> ledger.systemAccount(AccountKind.GATEWAY));
        fee = with(() -> ledger.systemAccount(AccountKind.FEE));
    }

    @Test
    void aTopUpWithItsFeeMovesMoneyOnBothSidesTogether() {
        assertThat(post(
                        Uuid7.next(),
                        new Entry(gateway, purse, kroner(200), TransferKind.TOP_UP),
                        new Entry(gateway, fee, kroner(3), TransferKind.TOP_UP_FEE)))
                .isInstanceOf(Posted.Done.class);

        assertThat(balance(purse)).isEqualTo(kroner(200));
        assertThat(balance(fee)).isEqualTo(kroner(3));
        assertThat(balance(gateway)).isEqualTo(kroner(-203));
        assertThat(with(books::proof)).isEqualTo(new Proof(4, 2, 0, List.of()));
    }

    @Test
    void aRepeatedPostingMovesNothing() {
        UUID group = Uuid7.next();
        var topUp = new Entry(gateway, purse, kroner(200), TransferKind.TOP_UP);
        post(group, topUp);

        assertThat(post(group, topUp)).isInstanceOf(Posted.Replayed.class);
        assertThat(with(() -> ledger.post(Posting.of(group, "FJ-1", NOON.plusSeconds(60), topUp))))
                .as("at a later moment")
                .isInstanceOf(Posted.Replayed.class);
        assertThat(balance(purse)).isEqualTo(kroner(200));
    }

    @Test
    void anotherPostingUnderTheSameGroupIsRefused() {
        UUID group = Uuid7.next();
        post(group, new Entry(gateway, purse, kroner(200), TransferKind.TOP_UP));

        assertThatThrownBy(() -> post(group, new Entry(gateway, purse, kroner(201), TransferKind.TOP_UP)))
                .isInstanceOf(PostingConflict.class);
        assertThatThrownBy(() -> post(group, new Entry(gateway, other, kroner(200), TransferKind.TOP_UP)))
                .isInstanceOf(PostingConflict.class);
        assertThat(balance(purse)).isEqualTo(kroner(200));
        assertThat(balance(other)).isEqualTo(kroner(0));
    }

    @Test
    void aPurseNeverGoesBelowItsFloorAndTheCallerMayGoOn() {
        topUp(purse, 100);
        var tooMuch =
                Posting.of(Uuid7.next(), "FJ-2", NOON, new Entry(purse, other, kroner(101), TransferKind.TRANSFER));
        var enough =
                Posting.of(Uuid7.next(), "FJ-3", NOON, new Entry(purse, other, kroner(100), TransferKind.TRANSFER));

        var refused = with(() -> {
            var refusal = catchThrowableOfType(InsufficientFunds.class, () -> ledger.post(tooMuch));
            ledger.post(enough);
            return refusal;
        });

        assertThat(refused.account()).isEqualTo(purse);
        assertThat(balance(purse)).isEqualTo(kroner(0));
        assertThat(balance(other)).isEqualTo(kroner(100));
        assertThat(with(books::proof).transfers()).isEqualTo(2);
    }

    @Test
    void moneyMayPassThroughAnEmptyPurseWithinOnePosting() {
        post(
                Uuid7.next(),
                new Entry(purse, other, kroner(50), TransferKind.TRANSFER),
                new Entry(gateway, purse, kroner(50), TransferKind.TOP_UP));

        assertThat(balance(purse)).isEqualTo(kroner(0));
        assertThat(balance(other)).isEqualTo(kroner(50));
    }

    @Test
    void aClosedAccountTakesPartInNothing() {
        with(() -> {
            ledger.close(purse);
            ledger.close(purse);
            return null;
        });

        assertThatThrownBy(() -> topUp(purse, 10)).isInstanceOf(AccountClosed.class);
    }

    @Test
    void anAccountWithMoneyCannotBeClosed() {
        topUp(purse, 10);

        assertThatThrownBy(() -> with(() -> {
                    ledger.close(purse);
                    return null;
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void accountsOfAnotherCurrencyOrOfNobodyAreRefused() {
        long norwegian = with(() -> ledger.open(AccountKind.PURSE, Currency.getInstance("NOK")));

        assertThatThrownBy(() -> topUp(norwegian, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> topUp(4711L, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> balance(4711L)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherTenantsAccountDoesNotExistHere() {
        Tenant neighbour = TestTown.found(founding);
        topUp(purse, 10);

        assertThatThrownBy(() -> TestTown.in(neighbour, () -> transactions.execute(status -> ledger.balance(purse))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theBooksAreClosedToWhoeverHasNoTransaction() {
        assertThatThrownBy(() -> TestTown.in(town, () -> ledger.open(AccountKind.PURSE, DKK)))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aTenantHasOneAccountOfEachSystemKindHoweverManyAskAtOnce() throws InterruptedException {
        Set<Long> ids;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ids = IntStream.range(0, 8)
                    .mapToObj(number -> threads.submit(() -> with(() -> ledger.systemAccount(AccountKind.BANK))))
                    .toList()
                    .stream()
                    .map(asked -> {
                        try {
                            return asked.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .collect(Collectors.toSet());
        }

        assertThat(ids).hasSize(1);
    }

    @Test
    void theFirstAccountOfTheBooksStartsTheirNightlyProof() {
        assertThat(jobs(town)).isEqualTo(1);
    }

    @Test
    void aProofIsKeptAndTellsWhereBalanceAndTransfersDiffer() {
        topUp(purse, 10);
        with(() -> jdbc.sql("update ledger.account set balance = balance + 5 where tenant_id = ? and id = ?")
                .params(town.id(), purse)
                .update());

        Proof proof = with(() -> books.prove(NOON));

        assertThat(proof.holds()).isFalse();
        assertThat(proof.trialBalance()).isEqualTo(5);
        assertThat(proof.differences()).containsExactly(new Proof.Difference(purse, 1005, 1000));
        assertThat(with(() -> jdbc.sql("select differences ->> 0 from ledger.proof where trial_balance = 5")
                        .query(String.class)
                        .single()))
                .contains("\"account\"", String.valueOf(purse));
    }

    private int jobs(Tenant tenant) {
        return TestTown.in(
                tenant,
                () -> transactions.execute(status -> jdbc.sql(
                                "select count(*) from platform.job where task_name = 'ledger-proof' and task_instance = ?")
                        .param(tenant.id() + ":daily")
                        .query(Integer.class)
                        .single()));
    }

    private void topUp(long account, long kroner) {
        post(Uuid7.next(), new Entry(gateway, account, kroner(kroner), TransferKind.TOP_UP));
    }

    private Posted post(UUID group, Entry... entries) {
        return with(() -> ledger.post(Posting.of(group, "FJ-1", NOON, entries)));
    }

    private Money balance(long account) {
        return with(() -> ledger.balance(account));
    }

    private <T> T with(Supplier<T> work) {
        return TestTown.in(town, () -> transactions.execute(status -> work.get()));
    }

    private static Money kroner(long kroner) {
        return new Money(kroner * 100, DKK);
    }
}
