package dk.bykassen.bench;

import dk.bykassen.till.Line;
import java.util.ArrayList;
import java.util.List;

/** What somebody puts on a tray. @param total minor units */
record Lunch(List<Line> lines, long total) {

    private static final List<Line> DISHES = List.of(
            new Line("Dagens ret", 1, 28_00, "hot-meal", List.of("gluten", "celery")),
            new Line("Pasta med kødsovs", 1, 31_00, "hot-meal", List.of("gluten")),
            new Line("Grøntsagssuppe med brød", 1, 24_50, "hot-meal", List.of("celery", "gluten")),
            new Line("Ostehaps", 1, 22_00, "food", List.of("gluten", "milk")));

    private static final Line YOGHURT = new Line("Yoghurt", 1, 6_00, "food", List.of("milk"));
    private static final Line APPLES = new Line("Æble", 2, 4_00, "fruit", List.of());
    private static final Line WATER = new Line("Kildevand", 1, 5_00, "drink", List.of());

    /** Eight trays of three or four lines. */
    static final List<Lunch> MENU = menu();

    static Lunch of(Line... lines) {
        List<Line> all = List.of(lines);
        return new Lunch(all, all.stream().mapToLong(Line::amount).sum());
    }

    boolean contains(String allergen) {
        return lines.stream().anyMatch(line -> line.allergens().contains(allergen));
    }

    private static List<Lunch> menu() {
        List<Lunch> menu = new ArrayList<>();
        for (Line dish : DISHES) {
            menu.add(of(dish, APPLES, WATER));
            menu.add(of(dish, YOGHURT, APPLES, WATER));
        }
        return List.copyOf(menu);
    }
}
