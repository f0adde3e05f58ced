package dk.bykassen.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Towns with the same rules that share the cards among them; the first card is the first town's, the next the next one's. */
final class Region {

    /** Of all towns together, at least. */
    private static final int TILLS = 16;

    private final House house;
    private final Rulebook rules;
    private final List<BenchTown> towns;
    private final int cards;

    private Region(House house, Rulebook rules, List<BenchTown> towns) {
        this.house = house;
        this.rules = rules;
        this.towns = towns;
        this.cards = towns.stream().mapToInt(BenchTown::cards).sum();
    }

    /** @param slug unlike any other region's, with a letter in front @param cards of all towns together */
    static Region found(House house, String slug, Rulebook rules, int towns, int cards) throws SQLException {
        List<BenchTown> all = new ArrayList<>();
        for (int number = 0; number < towns; number++) {
            String prefix = slug.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                    + (char) ('A' + number / 26)
                    + (char) ('A' + number % 26);
            BenchTown town = BenchTown.found(
                    house,
                    slug + number,
                    prefix,
                    Math.max(100, cards / towns),
                    Math.max(1, TILLS / towns),
                    Customer.BALANCE);
            rules.of(town);
            Customer.moveInto(town, rules);
            town.showTills();
            all.add(town);
        }
        return new Region(house, rules, List.copyOf(all));
    }

    House house() {
        return house;
    }

    Rulebook rules() {
        return rules;
    }

    List<BenchTown> towns() {
        return towns;
    }

    /** How many there are. */
    int cards() {
        return cards;
    }

    int townOf(int card) {
        return card % towns.size();
    }

    int numberInTown(int card) {
        return card / towns.size();
    }

    Customer customer(int card) {
        return Customer.of(numberInTown(card));
    }

    /** One of the few cards that are used all the time; of ordinary customers, spread over all. */
    int hotCard(int number, int of) {
        int card = (int) ((long) number * cards / of);
        while (customer(card) != Customer.ORDINARY) {
            card = (card + 1) % cards;
        }
        return card;
    }
}
