package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.till.Overload.Reason;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whose turn it is, who is turned away, and who looks after a lane in trouble; the time is the test's own. */
@Timeout(60)
class LanesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final Lanes lanes = new Lanes(new Lanes.Bounds(1_000, 4_000, PATIENCE, 4), nanos::get);

    @Test
    void lanesTakeTurnsHoweverManyWaitInOneOfThem() throws Exception {
        enter(1, 600);
        enter(2, 1);

        LaneQueue first = lanes.take();
        assertThat(settle(first)).hasSize(256);
        LaneQueue second = lanes.take();
        assertThat(second.lane().tenant()).isEqualTo(2);
        settle(second);
        assertThat(settle(lanes.take())).hasSize(256);
        assertThat(settle(lanes.take())).hasSize(88);
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void aLaneIsInTheHandsOfOneWriter() throws Exception {
        enter(1, 1);
        LaneQueue taken = lanes.take();
        enter(1, 1);
        enter(2, 1);

        assertThat(lanes.take().lane().tenant()).isEqualTo(2);
        settle(taken);
        assertThat(lanes.take()).isSameAs(taken);
    }

    @Test
    void aPurseAndAnIdAreInAWaveOnceAndNobodyOvertakes() throws Exception {
        UUID id = Uuid7.next();
        Ticket first = ticket(1, 2L, Uuid7.next());
        Ticket samePurse = ticket(1, 2L, id);
        Ticket sameId = ticket(1, 4L, id);
        Ticket samePurseAsThat = ticket(1, 4L, Uuid7.next());
        Ticket unknown = ticket(1, null, Uuid7.next());
        Ticket unknownToo = ticket(1, null, Uuid7.next());
        List.of(first, samePurse, sameId, samePurseAsThat, unknown, unknownToo).forEach(lanes::enter);

        assertThat(settle(lanes.take())).containsExactly(first, unknown, unknownToo);
        assertThat(settle(lanes.take())).containsExactly(samePurse);
        assertThat(settle(lanes.take())).containsExactly(sameId);
        assertThat(settle(lanes.take())).containsExactly(samePurseAsThat);
    }

    @Test
    void whoHasGivenUpIsNotDecided() throws Exception {
        List<Ticket> tickets = enter(1, 3);
        tickets.get(1).answer().cancel(false);

        assertThat(settle(lanes.take())).containsExactly(tickets.get(0), tickets.get(2));
    }

    @Test
    void aFullLaneTurnsAwayAndTheOthersDoNot() throws Exception {
        enter(1, 1_000);

        assertThat(refusal(1).reason()).isEqualTo(Reason.FULL);
        enter(2, 1);
        settle(lanes.take());
        enter(1, 256);
        assertThat(refusal(1).reason()).isEqualTo(Reason.FULL);
    }

    @Test
    void whereTheQueueAheadTakesLongerThanAnybodyWaitsTheNextOneHearsWhenToComeBack() throws Exception {
        enter(1, 1_000);
        LaneQueue lane = lanes.take();
        pass(Duration.ofSeconds(4));
        settle(lane);

        // 744 wait, 256 took four seconds: they take eleven and a half, and in four there is room for one who waits
        // eight.
        Overload refused = refusal(1);
        assertThat(refused.reason()).isEqualTo(Reason.SLOW);
        assertThat(refused.retryAfterSeconds()).isEqualTo(4);
    }

    @Test
    void aBurstAfterAQuietTimeIsNotMistakenForASlowLane() throws Exception {
        for (int wave = 0; wave < 10; wave++) {
            enter(1, 1);
            LaneQueue lane = lanes.take();
            enter(1, 1);
            pass(Duration.ofMillis(50));
            settle(lane);
            settle(lanes.take());
        }
        enter(1, 1_000);
    }

    @Test
    void aLaneThatWasHeldForLongIsNotMistakenForASlowOne() throws Exception {
        for (int times = 0; times < 10; times++) {
            lanes.enter(ticket(1, 2L, Uuid7.next()));
        }
        for (int times = 0; times < 12; times++) {
            fail(lanes.take(), Setback.HELD);
            pass(Duration.ofMillis(500));
        }
        assertThat(settle(lanes.take())).hasSize(1);

        enter(1, 100);
    }

    @Test
    void whenTheHouseIsHalfFullEveryLaneStillHasItsShare() {
        for (int tenant = 1; tenant <= 2; tenant++) {
            enter(tenant, 1_000);
        }
        enter(3, 400);
        enter(4, 300);

        assertThat(refusal(1).reason()).isEqualTo(Reason.FULL);
        enter(3, 100);
        assertThat(refusal(3).reason()).isEqualTo(Reason.FULL);
        enter(4, 200);
        enter(5, 1);
        assertThat(lanes.waiting()).isLessThanOrEqualTo(4_000);
    }

    @Test
    void allTogetherAreNeverMoreThanTheHouseHolds() {
        int entered = 0;
        for (int tenant = 1; tenant <= 5_000; tenant++) {
            try {
                lanes.enter(ticket(tenant, 2L, Uuid7.next()));
                entered++;
            } catch (Overload full) {
                assertThat(full.reason()).isEqualTo(Reason.FULL);
            }
        }
        assertThat(entered).isEqualTo(4_000);
    }

    @Test
    void aHeldLaneStepsAsideAndGoesOnWhereItWas() throws Exception {
        List<Ticket> first = enter(1, 2);
        fail(lanes.take(), Setback.HELD);
        List<Ticket> later = enter(1, 1);
        enter(2, 1);

        assertThat(settle(lanes.take())).as("the other tenant's").hasSize(1);
        pass(Duration.ofMillis(10));
        assertThat(settle(lanes.take())).isEqualTo(first);
        assertThat(settle(lanes.take())).isEqualTo(later);
    }

    @Test
    void troubledLanesHaveHalfOfTheWritersAtMost() throws Exception {
        for (int tenant = 1; tenant <= 10; tenant++) {
            enter(tenant, 1);
        }
        for (int tenant = 1; tenant <= 10; tenant++) {
            fail(lanes.take(), Setback.HELD);
        }
        pass(Duration.ofMillis(10));

        LaneQueue one = lanes.take();
        LaneQueue two = lanes.take();
        enter(11, 1);
        enter(12, 1);
        assertThat(lanes.take().lane().tenant()).isEqualTo(11);
        assertThat(lanes.take().lane().tenant()).isEqualTo(12);
        settle(one);
        assertThat(lanes.take().isTroubled()).isTrue();
        settle(two);
    }

    @Test
    void aStuckLaneLetsOneInWhoFindsOutWhetherItStillIs() throws Exception {
        List<Ticket> patient = enter(1, 3);
        fail(lanes.take(), Setback.HELD);
        assertThat(lanes.stuck()).isZero();
        pass(PATIENCE.plusMillis(1));

        Overload refused = refusal(1);
        assertThat(refused.reason()).isEqualTo(Reason.STUCK);
        assertThat(refused.retryAfterSeconds()).isEqualTo(8);
        assertThat(lanes.stuck()).isEqualTo(1);

        patient.forEach(ticket -> ticket.answer().cancel(false));
        assertThat(settle(lanes.take())).isEmpty();
        assertThat(lanes.stuck()).isZero();
        List<Ticket> scout = enter(1, 1);
        assertThat(refusal(1).reason()).isEqualTo(Reason.STUCK);
        assertThat(settle(lanes.take())).isEqualTo(scout);
        enter(1, 100);
    }

    @Test
    void aLaneThatIsStuckForLongIsNotTakenForAWorkingOneEachTimeItIsEmpty() throws Exception {
        for (int times = 0; times < 10; times++) {
            List<Ticket> scout = enter(1, 1);
            fail(lanes.take(), Setback.HELD);
            pass(Duration.ofSeconds(20));
            scout.getFirst().answer().cancel(false);
            assertThat(settle(lanes.take())).isEmpty();
            pass(Duration.ofSeconds(20));
        }
        enter(1, 1);
        assertThat(refusal(1).reason()).isEqualTo(Reason.STUCK);
    }

    @Test
    void aLaneInTroubleIsForgottenAfterAMinuteWithoutAnybody() throws Exception {
        for (int tenant = 1; tenant <= 2; tenant++) {
            List<Ticket> tickets = enter(tenant, 1);
            fail(lanes.take(), Setback.HELD);
            tickets.getFirst().answer().cancel(false);
            pass(Duration.ofSeconds(61));
            settle(lanes.take());
        }
        enter(1, 100);
    }

    @Test
    void whileTheDatabaseIsAwayOneWriterAsksAndWhoeverGetsThroughEndsIt() throws Exception {
        for (int tenant = 1; tenant <= 4; tenant++) {
            enter(tenant, 1);
        }
        LaneQueue underWay = lanes.take();
        fail(lanes.take(), Setback.AWAY);
        pass(Duration.ofMillis(10));
        LaneQueue asking = lanes.take();

        Thread other = Thread.ofPlatform().start(() -> {
            try {
                settle(lanes.take());
                settle(lanes.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (other.getState() != Thread.State.WAITING && other.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(lanes.waiting()).isEqualTo(4);
        settle(underWay);
        other.join();
        assertThat(lanes.waiting()).isEqualTo(1);
        settle(asking);
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void aDatabaseThatOnlyReadsOrDoesNotLetUsInIsAway() {
        assertThat(Stream.of("08006", "57P01", "53300", "25006", "28P01", "28000"))
                .allMatch(state -> Setback.of(new SQLException("", state)) == Setback.AWAY);
        assertThat(Setback.of(new SQLException("", "25P02"))).isEqualTo(Setback.FAULT);
    }

    @Test
    void anOutageLongerThanAnybodyWaitsTurnsAwayInEveryLane() throws Exception {
        enter(1, 1);
        fail(lanes.take(), Setback.AWAY);
        pass(PATIENCE.plusMillis(1));

        enter(2, 1);
        assertThat(refusal(2).reason()).isEqualTo(Reason.STUCK);
        settle(lanes.take());
        enter(2, 100);
    }

    @Test
    void onePoisonousPurchaseIsFoundByHalving() throws Exception {
        List<Ticket> tickets = enter(1, 256);
        Ticket poison = tickets.get(77);
        List<Ticket> settled = new ArrayList<>();
        int turns = 0;
        while (lanes.waiting() > 0) {
            turns++;
            LaneQueue lane = lanes.take();
            Wave wave = lane.next();
            boolean fails = wave.tickets().contains(poison);
            List<Wave> again = fails ? wave.after(Setback.FAULT) : List.of();
            lane.putAgain(again);
            if (!fails) {
                settled.addAll(wave.tickets());
            }
            lanes.putBack(lane, again.isEmpty() ? wave.size() : 0, fails ? Setback.FAULT : null);
        }

        assertThat(turns).isEqualTo(17);
        tickets.remove(poison);
        assertThat(settled).isEqualTo(tickets);
    }

    @Test
    void whoMeetsOthersAgainAndAgainIsHalvedToo() {
        var wave = new Wave(List.of(ticket(1, 2L, Uuid7.next()), ticket(1, 4L, Uuid7.next())), 0);

        Wave second = wave.after(Setback.CLASH).getFirst();
        Wave third = second.after(Setback.CLASH).getFirst();
        assertThat(third.size()).isEqualTo(2);
        assertThat(third.after(Setback.CLASH)).hasSize(2).allMatch(half -> half.size() == 1);
    }

    @Test
    void whoIsInWhenItClosesIsStillServedAndThenTheWritersEnd() throws Exception {
        enter(1, 1);
        lanes.close();

        assertThat(refusal(1).reason()).isEqualTo(Reason.STOPPING);
        settle(lanes.take());
        assertThat(lanes.take()).isNull();
    }

    @Test
    void whenItsTimeIsOverEverybodyIsToldWhateverTheirLaneWaitsFor() throws Exception {
        List<Ticket> tickets = new ArrayList<>(enter(1, 1));
        LaneQueue held = lanes.take();
        tickets.addAll(enter(1, 1));
        fail(held, Setback.HELD);
        tickets.addAll(enter(2, 1));
        tickets.addAll(enter(3, 1));
        LaneQueue taken = lanes.take();
        tickets.addAll(enter(2, 1));

        lanes.abandon();
        fail(taken, Setback.AWAY);

        assertThat(tickets).allMatch(ticket -> ticket.answer().isCompletedExceptionally());
        assertThat(lanes.take()).isNull();
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void aLaneWhoseTroubleIsLongOverIsNotRemembered() throws Exception {
        Ticket gaveUp = enter(1, 1).getFirst();
        fail(lanes.take(), Setback.HELD);
        pass(PATIENCE);
        gaveUp.answer().cancel(false);
        LaneQueue lane = lanes.take();
        assertThat(lane.next().isEmpty()).isTrue();
        lanes.putBack(lane, 0, null);

        pass(Duration.ofHours(20));
        enter(1, 10);
        assertThat(settle(lanes.take())).hasSize(10);
    }

    private List<Ticket> enter(int tenant, int times) {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Ticket ticket = ticket(tenant, 2L * (i + 1), Uuid7.next());
            lanes.enter(ticket);
            tickets.add(ticket);
        }
        return tickets;
    }

    private Overload refusal(int tenant) {
        var thrown = new ArrayList<Overload>();
        assertThatThrownBy(() -> lanes.enter(ticket(tenant, 2L, Uuid7.next())))
                .asInstanceOf(type(Overload.class))
                .satisfies(thrown::add);
        return thrown.getFirst();
    }

    /** One wave of the lane gets its answers. */
    private List<Ticket> settle(@Nullable LaneQueue lane) {
        assertThat(lane).isNotNull();
        Wave wave = lane.next();
        wave.tickets().forEach(ticket -> ticket.answer().complete(new Decision.Answered(true, null, 0L, false)));
        lanes.putBack(lane, wave.size(), null);
        return wave.tickets();
    }

    private void fail(@Nullable LaneQueue lane, Setback setback) {
        assertThat(lane).isNotNull();
        lane.putAgain(lane.next().after(setback));
        lanes.putBack(lane, 0, setback);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Ticket ticket(int tenant, @Nullable Long purse, UUID id) {
        var purchase =
                new Purchase(id, "C1", Instant.EPOCH, 100, List.of(new Line("Ostehaps", 1, 100, null, List.of())));
        var till = new Device(town(tenant), 1, id, 1, "Kantinen", "school", new long[] {1, 2});
        return new Ticket(till, purchase, purse, List.of());
    }

    private static Tenant town(int id) {
        return new Tenant(
                id,
                "by" + id,
                "By",
                "By Kommune",
                "BY",
                Tenant.Country.DK,
                Currency.getInstance("DKK"),
                ZoneId.of("Europe/Copenhagen"),
                List.of("by.localhost"),
                List.of(Locale.of("da")),
                Set.of("canteen"),
                new Tenant.Brand("#0b4a75", "#63c5cf", "band", "primary", 14, 100, false),
                new Tenant.Contact("70 00 00 00", "by@example.com", "Torvet 1", "12345678"));
    }
}
