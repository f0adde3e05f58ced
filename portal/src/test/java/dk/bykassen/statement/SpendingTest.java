package dk.bykassen.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The chart's scale holds every month and begins at nothing. */
class SpendingTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @Test
    void theScaleHasRoundLines() {
        Spending spending = Spending.of(Map.of(NOVEMBER, 34_150L, NOVEMBER.minusMonths(1), 8_000L), NOVEMBER, 12, 100);

        assertThat(spending.lines()).containsExactly(0L, 10_000L, 20_000L, 30_000L, 40_000L);
        assertThat(spending.total()).isEqualTo(42_150);
        assertThat(spending.greatest().month()).isEqualTo(NOVEMBER);
        assertThat(spending.down(0, 160)).isEqualTo(160);
        assertThat(spending.down(40_000, 160)).isZero();
    }

    @Test
    void aMonthInWhichMoreWasGivenBackStandsBelowNothing() {
        Spending spending = Spending.of(Map.of(NOVEMBER, -1_200L), NOVEMBER, 12, 100);

        assertThat(spending.low()).isLessThanOrEqualTo(-1_200);
        assertThat(spending.lines()).contains(0L);
    }

    @RepeatedTest(200)
    void everyMonthIsOnTheScale(RepetitionInfo round) {
        var random = new Random(round.getCurrentRepetition());
        Map<YearMonth, Long> spent = new HashMap<>();
        long most = 1L << random.nextInt(1, 45);
        for (int back = 0; back < 12; back++) {
            spent.put(NOVEMBER.minusMonths(back), random.nextLong(most) - (random.nextInt(5) == 0 ? most / 3 : 0));
        }
        Spending spending = Spending.of(spent, NOVEMBER, 12, 100);

        assertThat(spending.months())
                .hasSize(12)
                .allSatisfy(month -> assertThat(month.minor()).isBetween(spending.low(), spending.high()));
        assertThat(spending.lines()).hasSizeBetween(2, 8).contains(0L);
        assertThat(spending.months().stream().mapToLong(month -> spending.down(month.minor(), 160)))
                .allMatch(down -> down >= 0 && down <= 160);
    }
}
