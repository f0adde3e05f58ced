package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CardTableTest {

    private static final int CARDS = 200_000;

    @Test
    void nearlyEveryCardOfAFullTableIsFoundAndNoneIsTakenForAnother() {
        var table = new CardTable(CARDS);
        for (int card = 1; card <= CARDS; card++) {
            table.put(number(card), card);
        }

        int found = 0;
        for (int card = 1; card <= CARDS; card++) {
            Long purse = table.purse(number(card));
            if (purse != null) {
                assertThat(purse).isEqualTo(card);
                found++;
            }
        }
        assertThat(found).isGreaterThan(CARDS / 100 * 98);
        for (int card = CARDS + 1; card <= 2 * CARDS; card++) {
            assertThat(table.purse(number(card))).isNull();
        }
    }

    @Test
    void aCardIsRememberedAnewAndForgotten() {
        var table = new CardTable(4);
        table.put("8D40B2F3", 7);
        assertThat(table.purse("8D40B2F3")).isEqualTo(7);
        table.put("8D40B2F3", 8);
        assertThat(table.purse("8D40B2F3")).isEqualTo(8);
        table.forget("8D40B2F3");
        assertThat(table.purse("8D40B2F3")).isNull();
        table.forget("8D40B2F3");
        assertThat(table.isFull()).isFalse();
    }

    @Test
    void moreCardsThanItWasMadeForPushOthersOut() {
        var table = new CardTable(10);
        for (int card = 1; card <= 10; card++) {
            table.put(number(card), card);
        }
        assertThat(table.isFull()).isFalse();
        for (int card = 11; card <= 1_000; card++) {
            table.put(number(card), card);
            assertThat(table.purse(number(card))).isEqualTo(card);
        }
        assertThat(table.isFull()).isTrue();
    }

    private static String number(int card) {
        return "C%07X".formatted(card);
    }
}
