package dk.bykassen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every page in every language and theme takes many minutes: {@code ./bykassen test axe-all}. */
@Journey
@Order(12)
@EnabledIfSystemProperty(named = "bykassen.axe", matches = "all")
class AxeAllTest {

    private final JourneyTown town;

    AxeAllTest(JourneyTown town) {
        this.town = town;
    }

    @Test
    void everyPageIsAccessibleInEveryLanguageAndTheme() {
        assertThat(new Wardrobe(town).violations(Tour.everyPage(town), true)).isEmpty();
    }
}
