package dk.bykassen.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Karen decides what Emil's card may be spent on, and the till obeys from the next purchase. */
class LimitsAtTheTillTest extends LimitTown {

    @Test
    void aLowerLimitHoldsFromTheNextPurchaseAndSoDoesAHigherOne() {
        assertThat(buy(school, 30_00)).isEqualTo("approved");
        save("limit-1-day", "40");
        assertThat(buy(school, 10_01)).isEqualTo("day_limit");
        assertThat(buy(school, 10_00)).isEqualTo("approved");
        assertThat(page()).contains("40\u00a0kr. brugt, 0\u00a0kr. tilbage");

        save("limit-1-day", "41,50");
        assertThat(buy(school, 1_50)).isEqualTo("approved");
        assertThat(page()).contains("value=\"41,50\"");
    }

    @Test
    void aLimitBelowWhatIsSpentRefusesUntilThePeriodEnds() {
        assertThat(buy(school, 60_00)).isEqualTo("approved");
        save("limit-1-week", "50");
        assertThat(buy(school, 1)).isEqualTo("week_limit");
        assertThat(page())
                .contains(
                        "60\u00a0kr. brugt, 10\u00a0kr. over grænsen",
                        "Der er allerede brugt mere, end grænsen tillader")
                .contains("60\u00a0kr. brugt i denne uge, men grænsen er 50\u00a0kr.", "mandag 23. november");

        // Monday, a minute after midnight where the town is; still Sunday in UTC.
        clock.set("2026-11-22T23:01:00Z");
        assertThat(buy(school, 50_00)).isEqualTo("approved");
        assertThat(page())
                .contains("50\u00a0kr. brugt, 0\u00a0kr. tilbage")
                .doesNotContain("Der er allerede brugt mere");
    }

    @Test
    void everySlotHasADayAWeekAndAMonthAndMealsHaveTheirHours() {
        with(() -> {
            slots.decide(List.of(
                    LimitSlot.ofMeal(4, "Frokost", LocalTime.of(11, 0), LocalTime.of(13, 0)),
                    LimitSlot.ofPlace(5, "Svømmehal", "pool")));
            return true;
        });
        clock.set("2026-11-20T10:30:00Z"); // Friday, 11.30: lunch
        assertThat(buy(club, 12_50, "sweet", "")).isEqualTo("approved");
        String page = page();
        assertThat(page).contains("Køb mellem kl. 11.00 og 13.00", "Svømmehaller");
        for (int slot = 1; slot <= 5; slot++) {
            for (Period period : Period.values()) {
                assertThat(page).contains("name=\"limit-%s-%s\"".formatted(slot, period.code()));
            }
        }

        save("limit-4-week", "20");
        save("limit-5-month", "30");
        assertThat(page())
                .contains("12,50\u00a0kr. brugt, 7,50\u00a0kr. tilbage", "0\u00a0kr. brugt, 30\u00a0kr. tilbage");
        assertThat(buy(club, 7_51)).isEqualTo("week_limit");
        clock.set("2026-11-20T12:00:00Z"); // 13.00: lunch is over
        assertThat(buy(club, 7_51)).isEqualTo("approved");
    }

    @Test
    void aPlaceIsLimitedOrClosedByItself() {
        save("limit-2-day", "25");
        assertThat(buy(school, 30_00)).isEqualTo("approved");
        assertThat(buy(club, 25_01)).isEqualTo("day_limit");
        form.remove("place-club");
        save("limit-2-day", "25");
        assertThat(buy(club, 1_00)).isEqualTo("place_not_allowed");
        assertThat(buy(school, 1_00)).isEqualTo("approved");
    }

    @Test
    void itemsAndAllergensAreRefusedWithTheirReason() {
        form.remove("group-sweet");
        save("allergen-milk", "yes");
        assertThat(buy(school, 5_00, "sweet", "")).isEqualTo("group_not_allowed");
        assertThat(buy(school, 5_00, "food", "milk")).isEqualTo("allergen");
        assertThat(buy(school, 5_00, "food", "gluten")).isEqualTo("approved");
        assertThat(page()).contains("name=\"allergen-milk\" value=\"yes\" checked");
    }

    @Test
    void zeroIsNothingAndEmptyIsNoLimit() {
        save("limit-1-day", "0");
        assertThat(buy(school, 1)).isEqualTo("day_limit");
        save("limit-1-day", "");
        assertThat(buy(school, 400_00)).isEqualTo("approved");
    }
}
