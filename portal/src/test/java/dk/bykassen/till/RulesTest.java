package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown.MovableClock;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.till.Canteen.Chip;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The rules of a purchase, as the wave applies them. */
@TownTest
class RulesTest {

    private static final Long[] NO_LIMITS = new Long[24];

    @Autowired
    ApplicationContext portal;

    @Autowired
    MovableClock clock;

    @Autowired
    JobRunner jobs;

    Canteen canteen;
    Chip chip;

    @BeforeEach
    void openTheCanteen() throws InterruptedException {
        jobs.pause();
        clock.set("2026-11-17T11:00:00Z"); // a Tuesday, noon in Copenhagen
        canteen = Canteen.open(portal);
        chip = canteen.chip(100_000);
    }

    @AfterEach
    void letTimeGoOn() {
        // Nobody's card stands behind these orders; their jobs are looked at here and not run.
        canteen.change(
                "delete from platform.job where task_instance like ?", canteen.town.id() + ":" + chip.account() + "/%");
        clock.reset();
        jobs.resume();
    }

    @Test
    void thePurseMayBeEmptiedButNotOverdrawn() {
        assertThat(reason(100_001)).isEqualTo("insufficient_funds");
        assertThat(reason(100_000)).isNull();
        assertThat(reason(1)).isEqualTo("insufficient_funds");
        assertThat(canteen.balance(chip)).isZero();
    }

    @Test
    void aBlockedOrReplacedChipBuysNothing() {
        Chip second = canteen.secondChip(chip, "B" + chip.number());
        Chip old = canteen.secondChip(chip, "A" + chip.number());
        canteen.block(chip);
        canteen.retire(old);

        assertThat(reason(100)).isEqualTo("card_blocked");
        assertThat(canteen.ask(old, 100)).isEqualTo("card_blocked");
        assertThat(canteen.buy(second, 100).approved())
                .as("the other chip of the account")
                .isTrue();
    }

    @Test
    void aClosedAccountBuysNothing() {
        canteen.change(
                "update card.account set status = 'closed', closed_at = opened_at where tenant_id = ? and id = ?",
                canteen.town.id(),
                chip.account());

        assertThat(reason(100)).isEqualTo("account_closed");
    }

    @Test
    void whatTheParentTurnedOffIsRefused() {
        canteen.rule(chip, NO_LIMITS, List.of("club", "school"), List.of(), List.of());
        assertThat(reason(100)).isEqualTo("place_not_allowed");

        canteen.rule(chip, NO_LIMITS, List.of("club"), List.of("sweets"), List.of("nuts"));
        assertThat(reason(line("food"))).isNull();
        assertThat(reason(line("food"), line("sweets"))).isEqualTo("group_not_allowed");
        assertThat(reason(line(null, "milk"))).isNull();
        assertThat(reason(line(null, "milk", "nuts"))).isEqualTo("allergen");
    }

    @Test
    void theFirstReasonOfTheContractsListIsGiven() {
        canteen.count(1, "Alt", "all", null, null, null);
        canteen.rule(chip, limits(100L, 100L, 100L), List.of("school"), List.of("sweets"), List.of("nuts"));

        assertThat(reason(line("sweets", "nuts"))).isEqualTo("place_not_allowed");
        assertThat(reason(200)).isEqualTo("day_limit");
        assertThat(reason(100_001)).isEqualTo("insufficient_funds");
        canteen.block(chip);
        assertThat(reason(100_001)).isEqualTo("card_blocked");
    }

    @Test
    void aMonthBeginsOnTheFirstEvenWithinAWeek() {
        countAll(null, 5000L, 1000L);

        clock.set("2026-09-30T21:59:00Z"); // Wednesday, summer time
        assertThat(reason(1000)).isNull();
        assertThat(reason(1)).isEqualTo("month_limit");
        clock.set("2026-09-30T22:00:00Z"); // 1 October
        assertThat(reason(1000)).isNull();
        assertThat(canteen.spent(chip).subList(0, 3)).containsExactly(1000L, 2000L, 1000L);
    }

    @Test
    void aNodeWhoseClockIsAMomentBehindAtMidnightGoesOnCountingTheNewDay() {
        countAll(1000L, null, null);
        clock.set("2026-11-17T23:00:00.001Z");
        assertThat(reason(600)).isNull();

        clock.set("2026-11-17T22:59:59.999Z");
        assertThat(reason(600)).isEqualTo("day_limit");
        clock.set("2026-11-17T23:00:00.002Z");
        assertThat(reason(600)).isEqualTo("day_limit");
        assertThat(reason(400)).isNull();
    }

    @Test
    void eachSlotCountsWhatItIsAbout() {
        canteen.count(1, "Skole", "place", "school", null, null);
        canteen.count(2, "Klub", "place", "club", null, null);
        canteen.count(3, "Slik", "group", "sweets", null, null);
        canteen.count(8, "Frokost", "meal", null, "11:00", "13:00");
        canteen.limit(chip, 100_000L);

        canteen.buy(Canteen.purchase(chip.number(), line("food", 500), line("sweets", 300), line("sweets", 100)));
        clock.set("2026-11-17T12:00:00Z"); // 13:00 in Copenhagen: lunch is over
        canteen.buy(chip, 50);

        assertThat(canteen.spent(chip).subList(0, 3)).containsExactly(950L, 950L, 950L);
        assertThat(canteen.spent(chip).subList(3, 6)).containsExactly(0L, 0L, 0L);
        assertThat(canteen.spent(chip).subList(6, 9)).containsExactly(400L, 400L, 400L);
        assertThat(canteen.spent(chip).subList(21, 24)).containsExactly(900L, 900L, 900L);
    }

    @Test
    void everySlotAndPeriodHasALimitOfItsOwn() {
        for (int slot = 1; slot <= 8; slot++) {
            canteen.count(slot, "Gruppe " + slot, "group", "g" + slot, null, null);
        }
        for (int slot = 1; slot <= 8; slot++) {
            for (int period = 0; period < 3; period++) {
                Long[] limits = new Long[24];
                limits[(slot - 1) * 3 + period] = 99L;
                canteen.rule(chip, limits, List.of(), List.of(), List.of());

                String expected =
                        List.of("day_limit", "week_limit", "month_limit").get(period);
                assertThat(reason(line("g" + slot, 100))).as("slot %s", slot).isEqualTo(expected);
                assertThat(reason(line("g" + (slot % 8 + 1), 100))).isNull();
            }
        }
        assertThat(canteen.spent(chip)).hasSize(24).containsOnly(300L);
    }

    @Test
    void aLimitLoweredBelowWhatIsSpentConcernsItsOwnSlotAlone() {
        canteen.count(1, "Slik", "group", "sweets", null, null);
        canteen.limit(chip, 1000L);
        assertThat(reason(line("sweets", 900))).isNull();

        canteen.limit(chip, 500L);

        assertThat(reason(line("food", 900))).isNull();
        assertThat(reason(line("sweets", 1))).isEqualTo("day_limit");
    }

    @Test
    void aRefusedPurchaseCountsNothing() {
        countAll(1000L, 1000L, 1000L);

        assertThat(reason(1001)).isEqualTo("day_limit");
        assertThat(canteen.spent(chip)).isEmpty();
        assertThat(reason(1000)).isNull();
    }

    @Test
    void whoFallsBelowTheThresholdIsToppedUp() {
        autoTopUp("active");

        canteen.buy(chip, 94_999);
        assertThat(topUpsDue()).as("50.01 left").isZero();
        canteen.buy(chip, 2);
        assertThat(topUpsDue()).as("49.99 left").isEqualTo(1);
        canteen.buy(chip, 5_000);
        assertThat(topUpsDue()).as("declined for too little money").isEqualTo(2);
        canteen.rule(chip, NO_LIMITS, List.of("school"), List.of(), List.of());
        canteen.buy(chip, 1);
        assertThat(topUpsDue()).as("declined for another reason").isEqualTo(2);
    }

    @Test
    void aReplayedPurchaseTopsNothingUp() {
        autoTopUp("active");
        Purchase purchase = Canteen.purchase(chip.number(), 99_000);
        canteen.buy(purchase);

        assertThat(canteen.buy(purchase).replayed()).isTrue();
        assertThat(topUpsDue()).isEqualTo(1);
    }

    @Test
    void aPausedTopUpRests() {
        autoTopUp("paused");

        canteen.buy(chip, 99_000);

        assertThat(topUpsDue()).isZero();
    }

    @Test
    void aBalanceThatFallsBelowTheLevelCallsOnce() {
        tellBelow(5_000L);

        canteen.buy(chip, 95_000);
        assertThat(due("low-balance")).as("50.00 left: not below").isZero();
        canteen.buy(chip, 1);
        assertThat(due("low-balance")).as("49.99 left").isEqualTo(1);
        canteen.buy(chip, 1_000);
        assertThat(due("low-balance")).as("it was low already").isEqualTo(1);
        canteen.buy(chip, 100_000);
        assertThat(due("low-balance")).as("declined").isEqualTo(1);

        canteen.topUp(chip, 10_000);
        canteen.buy(chip, 9_000);
        assertThat(due("low-balance")).as("a second fall").isEqualTo(2);
    }

    @Test
    void aBalanceNobodyWatchesCallsNobody() {
        canteen.buy(chip, 100_000);

        assertThat(due("low-balance")).isZero();
    }

    @Test
    void aDeclinedPurchaseOfAKnownAccountCallsOnce() {
        Purchase tooMuch = Canteen.purchase(chip.number(), 100_001);

        canteen.buy(tooMuch);
        assertThat(declined(tooMuch)).isEqualTo(1);
        assertThat(canteen.buy(tooMuch).replayed()).isTrue();
        assertThat(declined(tooMuch)).as("asked again").isEqualTo(1);

        Purchase fine = Canteen.purchase(chip.number(), 100);
        Purchase stranger = Canteen.purchase("FFFFFFF0", 100);
        canteen.buy(fine);
        canteen.buy(stranger);
        assertThat(declined(fine) + declined(stranger)).isZero();
    }

    private void tellBelow(Long level) {
        canteen.change(
                "update card.account set notice_below = ? where tenant_id = ? and id = ?",
                level,
                canteen.town.id(),
                chip.account());
    }

    private int declined(Purchase purchase) {
        return canteen.with(() -> canteen.jdbc()
                .sql("select count(*) from platform.job where task_name = 'declined-purchase' and task_instance = ?")
                .param(canteen.town.id() + ":" + purchase.id())
                .query(Integer.class)
                .single());
    }

    private void countAll(Long day, Long week, Long month) {
        canteen.count(1, "Alt", "all", null, null, null);
        canteen.rule(chip, limits(day, week, month), List.of(), List.of(), List.of());
    }

    private static Long[] limits(Long... first) {
        return java.util.Arrays.copyOf(first, 24);
    }

    private void autoTopUp(String status) {
        canteen.autoTopUp(chip, 20_000, 5_000, status);
    }

    private int topUpsDue() {
        return due("auto-top-up");
    }

    private int due(String job) {
        return canteen.with(() -> canteen.jdbc()
                .sql("select count(*) from platform.job where task_name = ? and task_instance like ?")
                .params(job, canteen.town.id() + ":" + chip.account() + "/%")
                .query(Integer.class)
                .single());
    }

    private String reason(long total) {
        return canteen.buy(chip, total).reason();
    }

    private String reason(Line... lines) {
        return canteen.buy(Canteen.purchase(chip.number(), lines)).reason();
    }

    private static Line line(String group, String... allergens) {
        return new Line("Noget", 1, 50, group, List.of(allergens));
    }

    private static Line line(String group, long amount) {
        return new Line("Noget", 1, amount, group, List.of());
    }
}
