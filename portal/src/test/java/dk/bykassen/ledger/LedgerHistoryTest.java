package dk.bykassen.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Random histories, told again by a model of a few lines of plain Java; the books must agree with it to the øre. */
@TownTest
class LedgerHistoryTest {

    private static final Currency DKK = Currency.getInstance("DKK");
    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    @Autowired
    Founding founding;

    @Autowired
    Ledger ledger;

    @Autowired
    Books books;

    @Autowired
    TransactionTemplate transactions;

    Tenant town;
    List<Long> accounts;

    @BeforeEach
    void openBooks() {
        town = TestTown.found(founding);
        accounts = with(() -> {
            List<Long> opened = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                opened.add(ledger.open(AccountKind.PURSE, DKK));
            }
            opened.add(ledger.open(AccountKind.MERCHANT, DKK));
            opened.add(ledger.systemAccount(AccountKind.GATEWAY));
            opened.add(ledger.systemAccount(AccountKind.FEE));
            return opened;
        });
    }

    /** What became of a posting. */
    private enum Outcome {
        DONE,
        REPLAYED,
        CONFLICT,
        TOO_LITTLE
    }

    /** The books as anybody would keep them on paper. */
    private static final class Model {
        final Map<Long, Long> balances = new HashMap<>();
        final Map<UUID, Posting> groups = new HashMap<>();
        final List<Posting> done = new ArrayList<>();

        Outcome post(Posting posting, List<Long> purses) {
            Posting known = groups.get(posting.groupId());
            if (known != null) {
                return known.entries().equals(posting.entries()) ? Outcome.REPLAYED : Outcome.CONFLICT;
            }
            Map<Long, Long> after = new HashMap<>(balances);
            for (Entry entry : posting.entries()) {
                after.merge(entry.debit(), -entry.amount().minor(), Long::sum);
                after.merge(entry.credit(), entry.amount().minor(), Long::sum);
            }
            if (purses.stream().anyMatch(purse -> after.getOrDefault(purse, 0L) < 0)) {
                return Outcome.TOO_LITTLE;
            }
            balances.putAll(after);
            groups.put(posting.groupId(), posting);
            done.add(posting);
            return Outcome.DONE;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theBooksAgreeWithTheModelAfterEveryHistory(long seed) {
        var random = new Random(seed);
        var model = new Model();
        Map<Outcome, Integer> seen = new HashMap<>();

        for (int step = 0; step < 120; step++) {
            Posting posting = next(random, model, step);
            Outcome expected = model.post(posting, accounts.subList(0, 5));

            assertThat(post(posting)).as("step %s: %s", step, posting).isEqualTo(expected);
            seen.merge(expected, 1, Integer::sum);
        }

        assertThat(seen).containsOnlyKeys(Outcome.values());
        assertAgreement(model);
        assertStatements(random, model);
    }

    @Test
    void postingsFromManyThreadsAreDoneOnceAndAddUp() throws Exception {
        var random = new Random(99);
        long gateway = accounts.get(6);
        accounts.subList(0, 5)
                .forEach(purse -> assertThat(post(Posting.of(
                                Uuid7.next(),
                                "FJ",
                                START,
                                new Entry(gateway, purse, new Money(50_000, DKK), TransferKind.OPENING))))
                        .isEqualTo(Outcome.DONE));
        List<Posting> postings = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Posting posting = new Posting(Uuid7.next(), "FJ", START, entries(random, 40));
            // Each comes three times, from whoever gets there.
            postings.addAll(List.of(posting, posting, posting));
        }
        java.util.Collections.shuffle(postings, random);

        Map<UUID, List<Outcome>> outcomes = new HashMap<>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<Outcome>> running = threads.invokeAll(postings.stream()
                    .<Callable<Outcome>>map(posting -> () -> post(posting))
                    .toList());
            for (int i = 0; i < postings.size(); i++) {
                outcomes.computeIfAbsent(postings.get(i).groupId(), group -> new ArrayList<>())
                        .add(running.get(i).get());
            }
        }

        var model = new Model();
        accounts.subList(0, 5).forEach(purse -> model.balances.merge(purse, 50_000L, Long::sum));
        model.balances.put(gateway, -250_000L);
        postings.stream()
                .distinct()
                .forEach(posting -> assertThat(model.post(posting, List.of())).isEqualTo(Outcome.DONE));
        assertThat(outcomes.values())
                .allSatisfy(three ->
                        assertThat(three).containsExactlyInAnyOrder(Outcome.DONE, Outcome.REPLAYED, Outcome.REPLAYED));
        assertThat(balances()).isEqualTo(model.balances);
        assertThat(with(books::proof).holds()).isTrue();
    }

    private Posting next(Random random, Model model, int step) {
        Instant at = START.plus(Duration.ofHours(step));
        int kind = random.nextInt(10);
        if (kind < 2 && !model.done.isEmpty()) {
            Posting again = model.done.get(random.nextInt(model.done.size()));
            return new Posting(again.groupId(), again.reference(), at, again.entries());
        }
        if (kind == 2 && !model.done.isEmpty()) {
            UUID taken = model.done.get(random.nextInt(model.done.size())).groupId();
            return new Posting(taken, "FJ", at, entries(random, 7_000));
        }
        if (kind == 3 && !model.done.isEmpty()) {
            // A correction is the same movements the other way round, under a group of its own.
            List<Entry> reversed = model.done.get(random.nextInt(model.done.size())).entries().stream()
                    .map(entry -> new Entry(entry.credit(), entry.debit(), entry.amount(), TransferKind.CORRECTION))
                    .toList();
            return new Posting(Uuid7.next(), "FJ", at, reversed);
        }
        return new Posting(Uuid7.next(), "FJ", at, entries(random, 5_000));
    }

    private List<Entry> entries(Random random, int most) {
        List<Entry> entries = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        while (entries.size() < count) {
            long debit = accounts.get(random.nextInt(accounts.size()));
            long credit = accounts.get(random.nextInt(accounts.size()));
            if (debit != credit) {
                entries.add(new Entry(debit, credit, new Money(1 + random.nextInt(most), DKK), TransferKind.TRANSFER));
            }
        }
        return entries;
    }

    private void assertAgreement(Model model) {
        Map<Long, Long> expected = new HashMap<>();
        accounts.forEach(account -> expected.put(account, model.balances.getOrDefault(account, 0L)));
        assertThat(balances()).isEqualTo(expected);
        assertThat(expected.values().stream().mapToLong(Long::longValue).sum()).isZero();
        Proof proof = with(books::proof);
        assertThat(proof.holds()).isTrue();
        assertThat(proof.transfers())
                .isEqualTo(model.done.stream()
                        .mapToLong(posting -> posting.entries().size())
                        .sum());
    }

    /** A statement of any period and any page of it tells the same story as the model. */
    private void assertStatements(Random random, Model model) {
        for (long account : accounts) {
            Instant from = START.plus(Duration.ofHours(random.nextInt(60)));
            Instant to = from.plus(Duration.ofHours(random.nextInt(60)));
            Movements statement = with(() -> ledger.movements(account, from, to));

            assertThat(statement.opening().minor())
                    .isEqualTo(moved(model, account, START, from).sum());
            assertThat(statement.lines())
                    .extracting(line -> line.amount().minor())
                    .containsExactlyElementsOf(
                            moved(model, account, from, to).boxed().toList());
            assertThat(statement.opening().plus(statement.in()).minus(statement.out()))
                    .isEqualTo(statement.closing());
            assertThat(statement.count()).isEqualTo(statement.lines().size());
            Money running = statement.opening();
            for (Movement line : statement.lines()) {
                running = running.plus(line.amount());
                assertThat(line.after()).isEqualTo(running);
            }
            assertThat(statement.closing()).isEqualTo(running);
            Movements page = with(() -> ledger.movements(account, from, to, Sought.EVERYTHING, 2, 3));
            assertThat(page.found().page()).isEqualTo(statement.count() > 3 ? 2 : 1);
            assertThat(page.lines())
                    .isEqualTo(statement.lines().reversed().stream()
                            .skip(statement.count() > 3 ? 3 : 0)
                            .limit(3)
                            .toList());
            assertThat(page.count()).isEqualTo(statement.count());
            assertThat(page.found().count()).isEqualTo(statement.count());
        }
    }

    private static LongStream moved(Model model, long account, Instant from, Instant to) {
        return model.done.stream()
                .filter(posting -> !posting.at().isBefore(from) && posting.at().isBefore(to))
                .sorted(Comparator.comparing(Posting::at))
                .flatMap(posting -> posting.entries().stream())
                .filter(entry -> entry.debit() == account || entry.credit() == account)
                .mapToLong(entry -> entry.credit() == account
                        ? entry.amount().minor()
                        : -entry.amount().minor());
    }

    private Map<Long, Long> balances() {
        Map<Long, Long> balances = new HashMap<>();
        with(() -> ledger.balances(accounts)).forEach((account, balance) -> balances.put(account, balance.minor()));
        return balances;
    }

    private Outcome post(Posting posting) {
        try {
            return switch (with(() -> ledger.post(posting))) {
                case Posted.Done done -> Outcome.DONE;
                case Posted.Replayed replayed -> Outcome.REPLAYED;
            };
        } catch (PostingConflict e) {
            return Outcome.CONFLICT;
        } catch (InsufficientFunds e) {
            return Outcome.TOO_LITTLE;
        }
    }

    private <T> T with(Supplier<T> work) {
        return TestTown.in(town, () -> transactions.execute(status -> work.get()));
    }
}
