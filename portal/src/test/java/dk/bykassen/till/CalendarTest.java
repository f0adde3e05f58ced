package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown.MovableClock;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.limit.LimitSlot;
import dk.bykassen.limit.Period;
import dk.bykassen.limit.Spent;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.tenant.Tenant.Country;
import dk.bykassen.till.Canteen.Chip;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** When an allowance ends, in Copenhagen and in Oslo, to the last millisecond; and what the till shows of it. */
@TownTest
class CalendarTest {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext portal;

    @Autowired
    MovableClock clock;

    @Autowired
    JobRunner jobs;

    @BeforeEach
    void letJobsRest() throws InterruptedException {
        jobs.pause();
    }

    @AfterEach
    void letTimeGoOn() {
        clock.reset();
        jobs.resume();
    }

    /** All times in UTC: the first moment of the period, its last, and the first of the next. */
    @ParameterizedTest
    @CsvSource({
        "DAY,   2026-11-16T23:00:00Z, 2026-11-17T22:59:59.999Z, 2026-11-17T23:00:00Z, a winter's day",
        "DAY,   2026-06-16T22:00:00Z, 2026-06-17T21:59:59.999Z, 2026-06-17T22:00:00Z, a summer's day",
        "DAY,   2026-03-28T23:00:00Z, 2026-03-29T21:59:59.999Z, 2026-03-29T22:00:00Z, 23 hours",
        "DAY,   2026-10-24T22:00:00Z, 2026-10-25T22:59:59.999Z, 2026-10-25T23:00:00Z, 25 hours",
        "DAY,   2028-02-28T23:00:00Z, 2028-02-29T22:59:59.999Z, 2028-02-29T23:00:00Z, 29 February",
        "WEEK,  2026-11-15T23:00:00Z, 2026-11-22T22:59:59.999Z, 2026-11-22T23:00:00Z, Monday to Sunday",
        "WEEK,  2026-03-22T23:00:00Z, 2026-03-29T21:59:59.999Z, 2026-03-29T22:00:00Z, the clocks go forward on its Sunday",
        "WEEK,  2026-10-18T22:00:00Z, 2026-10-25T22:59:59.999Z, 2026-10-25T23:00:00Z, the clocks go back on its Sunday",
        "WEEK,  2026-12-27T23:00:00Z, 2027-01-03T22:59:59.999Z, 2027-01-03T23:00:00Z, a week of two years",
        "WEEK,  2028-02-27T23:00:00Z, 2028-03-05T22:59:59.999Z, 2028-03-05T23:00:00Z, a week with 29 February",
        "MONTH, 2026-08-31T22:00:00Z, 2026-09-30T21:59:59.999Z, 2026-09-30T22:00:00Z, the first is a Thursday",
        "MONTH, 2026-02-28T23:00:00Z, 2026-03-31T21:59:59.999Z, 2026-03-31T22:00:00Z, the clocks go forward in it",
        "MONTH, 2026-09-30T22:00:00Z, 2026-10-31T22:59:59.999Z, 2026-10-31T23:00:00Z, the clocks go back in it",
        "MONTH, 2028-01-31T23:00:00Z, 2028-02-29T22:59:59.999Z, 2028-02-29T23:00:00Z, February of 29 days",
        "MONTH, 2026-11-30T23:00:00Z, 2026-12-31T22:59:59.999Z, 2026-12-31T23:00:00Z, the year ends"
    })
    void anAllowanceEndsWithTheTownsOwnPeriod(Period period, String first, String last, String next, String what) {
        for (Country country : Country.values()) {
            clock.set(first);
            Canteen canteen = Canteen.open(portal, country);
            canteen.count(1, "Alt", "all", null, null, null);
            Chip chip = canteen.chip(100_00);
            var limits = new Long[3];
            limits[period.ordinal()] = 10_00L;
            canteen.limit(chip, limits);

            assertThat(canteen.ask(chip, 6_00)).as(what).isEqualTo("approved");
            clock.set(last);
            assertThat(left(canteen, chip)).isEqualTo(4_00);
            assertThat(canteen.ask(chip, 4_01)).isEqualTo(period.code() + "_limit");
            assertThat(canteen.ask(chip, 4_00)).isEqualTo("approved");
            assertThat(left(canteen, chip)).isZero();

            clock.set(next);
            assertThat(left(canteen, chip)).isEqualTo(10_00);
            assertThat(canteen.ask(chip, 10_01)).isEqualTo(period.code() + "_limit");
            assertThat(canteen.ask(chip, 10_00)).isEqualTo("approved");
        }
    }

    @ParameterizedTest
    @EnumSource(Country.class)
    void lunchIsLunchByTheTownsClockOnEveryDayOfTheYear(Country country) {
        clock.set("2026-03-27T09:59:59.999Z");
        Canteen canteen = Canteen.open(portal, country);
        canteen.count(1, "Frokost", "meal", null, "11:00", "13:00");
        Chip chip = canteen.chip(500_00);
        canteen.limit(chip, 10_00L);

        lunches(canteen, chip, "2026-03-27T10:00:00Z", "2026-03-27T12:00:00Z"); // Friday, winter time
        lunches(canteen, chip, "2026-03-29T09:00:00Z", "2026-03-29T11:00:00Z"); // the clocks went forward in the night
        lunches(canteen, chip, "2026-10-25T10:00:00Z", "2026-10-25T12:00:00Z"); // and back
    }

    /** From {@code begins} the meal's allowance holds, from {@code ends} it does not; a moment before neither. */
    private void lunches(Canteen canteen, Chip chip, String begins, String ends) {
        clock.set(begins);
        clock.advance(java.time.Duration.ofMillis(-1));
        assertThat(canteen.ask(chip, 20_00)).isEqualTo("approved");
        clock.set(begins);
        assertThat(canteen.ask(chip, 10_01)).isEqualTo("day_limit");
        clock.set(ends);
        clock.advance(java.time.Duration.ofMillis(-1));
        assertThat(canteen.ask(chip, 10_00)).isEqualTo("approved");
        assertThat(canteen.ask(chip, 1)).isEqualTo("day_limit");
        clock.set(ends);
        assertThat(canteen.ask(chip, 20_00)).isEqualTo("approved");
    }

    /** 02.30 comes twice in the night the clocks go back, and both are the same night's meal. */
    @Test
    void anHourThatComesTwiceIsOneMeal() {
        clock.set("2026-10-25T00:30:00Z"); // 02.30 summer time
        Canteen canteen = Canteen.open(portal, Country.NO);
        canteen.count(1, "Nattmat", "meal", null, "02:00", "03:00");
        Chip chip = canteen.chip(500_00);
        canteen.limit(chip, 10_00L);

        assertThat(canteen.ask(chip, 6_00)).isEqualTo("approved");
        clock.set("2026-10-25T01:30:00Z"); // 02.30 winter time
        assertThat(canteen.ask(chip, 4_01)).isEqualTo("day_limit");
        assertThat(canteen.ask(chip, 4_00)).isEqualTo("approved");
    }

    /** The pages reckon in Java, the wave in SQL: they may never differ by a day. */
    @Test
    void pagesAndWaveCountTheSamePeriods() {
        var random = new Random(29);
        LocalDate begin = LocalDate.of(2024, 1, 1);
        List<LocalDate> spentOn = random.ints(2_000, 0, 2_600)
                .mapToObj(days -> begin.plusDays(days))
                .toList();
        List<LocalDate> today =
                spentOn.stream().map(day -> day.plusDays(random.nextInt(45))).toList();
        Canteen canteen = Canteen.open(portal);

        List<List<Long>> wave = canteen.with(() -> canteen.jdbc()
                .sql("""
                        select till.spent_after(array_fill(7::bigint, array[24]), d.spent_on, d.today,
                            array_fill(0::bigint, array[8])) as spent
                        from unnest(?, ?) with ordinality as d (spent_on, today, place)
                        order by d.place
                        """)
                .params(dates(spentOn), dates(today))
                .query((row, number) ->
                        Arrays.asList((Long[]) row.getArray("spent").getArray()))
                .list());

        for (int i = 0; i < wave.size(); i++) {
            var spent = new Spent(spentOn.get(i), Collections.nCopies(24, 7L));
            LocalDate day = today.get(i);
            List<Long> page = IntStream.rangeClosed(1, LimitSlot.MOST)
                    .boxed()
                    .flatMap(slot -> Arrays.stream(Period.values()).map(period -> spent.of(slot, period, day)))
                    .toList();
            assertThat(page).as("%s seen on %s", spentOn.get(i), day).isEqualTo(wave.get(i));
        }
    }

    /** A period ends on the day its next one begins, and no day is in two of them. */
    @Test
    void periodsFollowOneAnotherWithoutAGap() {
        for (Period period : Period.values()) {
            for (LocalDate day = LocalDate.of(2027, 12, 1);
                    day.isBefore(LocalDate.of(2028, 4, 1));
                    day = day.plusDays(1)) {
                LocalDate next = period.nextAfter(day);
                assertThat(period.startOf(next)).isEqualTo(next).isAfter(day);
                assertThat(period.startOf(next.minusDays(1))).isEqualTo(period.startOf(day));
            }
        }
    }

    private static Date[] dates(List<LocalDate> days) {
        return days.stream().map(Date::valueOf).toArray(Date[]::new);
    }

    /** What the till shows as left, of the one limit there is. */
    private long left(Canteen canteen, Chip chip) {
        JsonNode limits = new TillClient(port, canteen.till.key())
                .get("/cards/" + chip.number())
                .body()
                .get("limits");
        return StreamSupport.stream(limits.spliterator(), false)
                .map(limit -> limit.get("left").longValue())
                .reduce((one, other) -> {
                    throw new AssertionError("more than one limit");
                })
                .orElseThrow();
    }
}
