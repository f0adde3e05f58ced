package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown.MovableClock;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.kernel.Problem;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Movement;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.till.Canteen.Chip;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What comes back when a purchase is undone: the money, and the allowance of periods that still run. */
@TownTest
class ReversalsTest {

    @Autowired
    ApplicationContext portal;

    @Autowired
    Ledger ledger;

    @Autowired
    Purchases purchases;

    @Autowired
    MovableClock clock;

    Canteen canteen;
    Chip chip;

    @BeforeEach
    void openTheCanteen() {
        clock.set("2026-11-17T11:00:00Z"); // Tuesday
        canteen = Canteen.open(portal);
        chip = canteen.chip(100_000);
        canteen.count(1, "Alt", "all", null, null, null);
        canteen.count(2, "Slik", "group", "sweets", null, null);
        canteen.limit(chip, 1000L, 5000L, 20_000L, 500L, null, null);
    }

    @AfterEach
    void letTimeGoOn() {
        clock.reset();
    }

    @Test
    void theSameDayTheWholeAllowanceComesBack() {
        Purchase lunch = lunch();
        assertThat(canteen.buy(chip, 1).reason()).isEqualTo("day_limit");

        canteen.reverse(lunch.id(), Uuid7.next(), 1000);

        assertThat(canteen.spent(chip)).containsOnly(0L);
        assertThat(canteen.buy(lunchOf(chip)).approved()).isTrue();
    }

    @Test
    void aReversalUnderItsPurchasesOwnIdStillHasAReceipt() {
        Purchase lunch = lunch();

        canteen.reverse(lunch.id(), lunch.id(), 1000);

        assertThat(canteen.with(() -> purchases.byGroupIds(List.of(lunch.id()))))
                .containsOnlyKeys(lunch.id());
    }

    @Test
    void thePartsOfAWholeReversalGiveBackTheWholeToTheLastOere() {
        Purchase lunch = lunch();

        canteen.reverse(lunch.id(), Uuid7.next(), 333);
        assertThat(canteen.spent(chip).subList(0, 6)).containsExactly(667L, 667L, 667L, 201L, 201L, 201L);
        canteen.reverse(lunch.id(), Uuid7.next(), 333);
        canteen.reverse(lunch.id(), Uuid7.next(), 334);

        assertThat(canteen.spent(chip)).containsOnly(0L);
        assertThat(canteen.balance(chip)).isEqualTo(100_000);
    }

    @Test
    void theNextDayOnlyWeekAndMonthComeBack() {
        Purchase lunch = lunch();
        clock.set("2026-11-18T11:00:00Z");
        canteen.buy(chip, 700);

        canteen.reverse(lunch.id(), Uuid7.next(), 1000);

        assertThat(canteen.spent(chip).subList(0, 3)).containsExactly(700L, 700L, 700L);
        assertThat(canteen.buy(chip, 301).reason()).isEqualTo("day_limit");
    }

    @Test
    void theNextWeekOnlyTheMonthComesBackAndTheNextMonthNothing() {
        Purchase tuesday = lunch();
        clock.set("2026-11-23T11:00:00Z"); // Monday
        Purchase monday = lunch();
        canteen.reverse(tuesday.id(), Uuid7.next(), 1000);
        assertThat(canteen.spent(chip).subList(0, 3)).containsExactly(1000L, 1000L, 1000L);

        clock.set("2026-12-01T11:00:00Z");
        canteen.buy(chip, 200);
        canteen.reverse(monday.id(), Uuid7.next(), 1000);
        assertThat(canteen.spent(chip).subList(0, 3)).containsExactly(200L, 200L, 200L);
    }

    @Test
    void reversedBeforeTheNextPurchaseOfANewDayTheOldDayIsNotCreditedToTheNew() {
        Purchase lunch = lunch();
        clock.set("2026-11-18T11:00:00Z");

        canteen.reverse(lunch.id(), Uuid7.next(), 1000);

        assertThat(canteen.buy(lunchOf(chip)).approved()).isTrue();
        assertThat(canteen.buy(chip, 1).reason()).isEqualTo("day_limit");
        assertThat(canteen.spent(chip).subList(0, 3)).containsExactly(1000L, 1000L, 1000L);
    }

    @Test
    void aPurchaseThatCountedNothingGivesBackMoneyAlone() {
        Canteen bare = Canteen.open(portal);
        Chip free = bare.chip(1000);
        Purchase purchase = Canteen.purchase(free.number(), 600);
        bare.buy(purchase);

        bare.reverse(purchase.id(), Uuid7.next(), 600);

        assertThat(bare.balance(free)).isEqualTo(1000);
    }

    @Test
    void severalTillsReversingAtOnceNeverGiveBackMoreThanWasPaid() throws Exception {
        Purchase lunch = lunch();
        UUID same = Uuid7.next();
        Callable<Boolean> repeated =
                () -> canteen.reverse(lunch.id(), same, 400).replayed();
        List<Callable<Boolean>> tries = new java.util.ArrayList<>(List.of(repeated, repeated, repeated));
        IntStream.range(0, 5)
                .forEach(number -> tries.add(
                        () -> canteen.reverse(lunch.id(), Uuid7.next(), 400).replayed()));
        int refused = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> outcome : threads.invokeAll(tries)) {
                try {
                    outcome.get();
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(Problem.class);
                    refused++;
                }
            }
        }

        assertThat(refused).isGreaterThanOrEqualTo(4);
        assertThat(canteen.balance(chip)).isEqualTo(100_000 - 1000 + 800);
        assertThat(canteen.stats().reversedAmount()).isEqualTo(800);
        assertThat(canteen.stats().astray()).isZero();
        assertThat(canteen.proof().holds()).isTrue();
    }

    @Test
    void oneIdForTwoPurchasesIsRefused() {
        Purchase first = lunch();
        Chip other = canteen.chip(1000);
        Purchase second = lunchOf(other);
        canteen.buy(second);
        UUID id = Uuid7.next();
        canteen.reverse(first.id(), id, 100);

        assertThatThrownBy(() -> canteen.reverse(second.id(), id, 100))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.status()).isEqualTo(409));
        assertThat(canteen.balance(other)).isZero();
    }

    @Test
    void aClosedAccountTakesNothingBack() {
        canteen.limit(chip);
        Purchase all = Canteen.purchase(chip.number(), 100_000);
        canteen.buy(all);
        canteen.with(() -> {
            ledger.close(chip.purse());
            return null;
        });

        assertThatThrownBy(() -> canteen.reverse(all.id(), Uuid7.next(), 1))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.type()).isEqualTo("account-closed"));
    }

    @Test
    void theStatementFindsWhatStandsBehindBothMovements() {
        Purchase lunch = lunch();
        canteen.reverse(lunch.id(), Uuid7.next(), 400);

        List<Movement> lines = canteen.with(() -> ledger.movements(
                        chip.purse(),
                        Instant.parse("2026-11-17T11:00:00Z"),
                        clock.instant().plusSeconds(1)))
                .lines();
        var sales = canteen.with(
                () -> purchases.byGroupIds(lines.stream().map(Movement::groupId).toList()));

        assertThat(lines).extracting(Movement::kind).endsWith(TransferKind.PURCHASE, TransferKind.PURCHASE_REVERSAL);
        Sale bought = sales.get(lunch.id());
        Sale returned = sales.get(lines.getLast().groupId());
        assertThat(bought.unit()).isEqualTo("Fjordskolens kantine");
        assertThat(bought.lines()).isEqualTo(lunch.lines());
        assertThat(bought.isReversal()).isFalse();
        assertThat(returned.isReversal()).isTrue();
        assertThat(returned.purchase()).isEqualTo(lunch.id());
        assertThat(sales).as("the top-up is no sale").hasSize(2);
    }

    private Purchase lunch() {
        Purchase lunch = lunchOf(chip);
        assertThat(canteen.buy(lunch).approved()).isTrue();
        return lunch;
    }

    private static Purchase lunchOf(Chip chip) {
        return Canteen.purchase(
                chip.number(),
                new Line("Bolle", 1, 700, "food", List.of("gluten")),
                new Line("Lakrids", 3, 300, "sweets", List.of()));
    }
}
