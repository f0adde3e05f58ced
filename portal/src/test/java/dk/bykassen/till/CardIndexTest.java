package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.till.Canteen.Chip;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What is remembered of cards, and when. */
@TownTest
@Timeout(60)
class CardIndexTest {

    @Autowired
    ApplicationContext portal;

    @Autowired
    CardIndex index;

    Canteen canteen;

    @BeforeEach
    void openTheCanteen() {
        canteen = Canteen.open(portal);
    }

    @Test
    void theFirstCardBringsAllOfItsTenantToMind() throws Exception {
        List<Chip> chips =
                IntStream.range(0, 20).mapToObj(number -> canteen.chip(10_000)).toList();
        assertThat(inMemory(chips.getFirst().number())).isNull();

        canteen.buy(chips.getFirst(), 100);

        until(() -> inMemory(chips.getLast().number()) != null);
        assertThat(chips).allSatisfy(chip -> assertThat(inMemory(chip.number())).isEqualTo(chip.purse()));
        assertThat(TestTown.in(
                        Canteen.open(portal).town,
                        () -> Optional.ofNullable(
                                index.purseInMemory(chips.getFirst().number()))))
                .as("another tenant's memory is another")
                .isEmpty();
    }

    @Test
    void aCardThatIsHandedOutLaterIsLookedUpOnce() throws Exception {
        Chip first = canteen.chip(10_000);
        canteen.buy(first, 100);
        until(() -> inMemory(first.number()) != null);

        Chip later = canteen.chip(10_000);
        assertThat(inMemory(later.number())).isNull();
        canteen.buy(later, 100);
        until(() -> inMemory(later.number()) != null);
    }

    @Test
    void aNumberThatGoesToAnotherAccountIsFoundThere() throws Exception {
        Chip mine = canteen.chip(10_000);
        Chip yours = canteen.chip(20_000);
        canteen.buy(mine, 100);
        until(() -> inMemory(yours.number()) != null);

        canteen.change(
                "update card.chip set number = 'N' || number where tenant_id = ? and number = ?",
                canteen.town.id(),
                mine.number());
        canteen.secondChip(yours, mine.number());

        assertThat(canteen.buy(mine, 500).balance()).isEqualTo(19_500);
        assertThat(inMemory(mine.number())).isEqualTo(yours.purse());
    }

    private @Nullable Long inMemory(String card) {
        return TestTown.in(canteen.town, () -> Optional.ofNullable(index.purseInMemory(card)))
                .orElse(null);
    }

    private static void until(BooleanSupplier met) throws InterruptedException {
        while (!met.getAsBoolean()) {
            Thread.sleep(10);
        }
    }
}
