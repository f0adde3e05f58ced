package dk.bykassen.simulator.scenario;

import dk.bykassen.simulator.till.Dish;
import dk.bykassen.simulator.till.Purchase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What happens at the tills on one school day. The same seed gives the same day. */
final class RushPlan {

    /** What is special about a purchase. */
    enum Turn {
        PLAIN,
        /** The answer got lost, so the till asks again. */
        REPEATED,
        /** The till is impatient and asks twice at once. */
        REPEATED_AT_ONCE,
        /** Regretted: all of it is given back. */
        REVERSED,
        /** One item was not there after all. */
        REVERSED_IN_PART,
        /** A chip from somewhere else. */
        UNKNOWN_CARD,
        /** A chip that was reported lost. */
        BLOCKED_CARD,
        /** The whole class is invited, on one chip. */
        TOO_MUCH
    }

    /** One customer at the counter. */
    record Visit(Turn turn, String card, List<Purchase.Line> lines) {}

    /** Every fifth customer is special, each kind in turn, so that even a small day has all of them. */
    private static final int SPECIAL_EVERY = 5;

    private static final List<Turn> SPECIAL = List.of(
            Turn.REPEATED,
            Turn.UNKNOWN_CARD,
            Turn.REPEATED_AT_ONCE,
            Turn.REVERSED,
            Turn.TOO_MUCH,
            Turn.BLOCKED_CARD,
            Turn.REVERSED_IN_PART);

    private static final int MORE_THAN_ANYBODY_HAS = 99;

    private RushPlan() {}

    /** One or two visits for each chip, in mixed order. */
    static List<Visit> visits(List<String> cards, List<String> blocked, long seed) {
        Random random = new Random(seed);
        List<String> queue = new ArrayList<>();
        for (String card : cards) {
            queue.addAll(Collections.nCopies(1 + random.nextInt(2), card));
        }
        Collections.shuffle(queue, random);
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < queue.size(); i++) {
            Turn turn = i % SPECIAL_EVERY == SPECIAL_EVERY - 1
                    ? SPECIAL.get(i / SPECIAL_EVERY % SPECIAL.size())
                    : Turn.PLAIN;
            visits.add(visit(turn, queue.get(i), blocked, random));
        }
        return visits;
    }

    private static Visit visit(Turn turn, String card, List<String> blocked, Random random) {
        return switch (turn) {
            case TOO_MUCH -> new Visit(turn, card, List.of(new Purchase.Line(Dish.DAGENS_RET, MORE_THAN_ANYBODY_HAS)));
            case UNKNOWN_CARD -> new Visit(turn, "%08X".formatted(random.nextInt() | 0x0F000000), lines(random));
            case BLOCKED_CARD ->
                new Visit(turn, blocked.isEmpty() ? card : blocked.get(random.nextInt(blocked.size())), lines(random));
            default -> new Visit(turn, card, lines(random));
        };
    }

    private static List<Purchase.Line> lines(Random random) {
        List<Dish> dishes = new ArrayList<>(List.of(Dish.values()));
        Collections.shuffle(dishes, random);
        List<Purchase.Line> lines = new ArrayList<>();
        int number = 1 + random.nextInt(3);
        for (Dish dish : dishes.subList(0, number)) {
            lines.add(new Purchase.Line(dish, random.nextInt(6) == 0 ? 2 : 1));
        }
        return lines;
    }
}
