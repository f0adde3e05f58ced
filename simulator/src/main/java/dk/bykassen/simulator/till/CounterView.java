package dk.bykassen.simulator.till;

import dk.bykassen.simulator.till.DemoKeys.Chip;
import dk.bykassen.simulator.till.DemoKeys.Till;
import dk.bykassen.simulator.web.Params;
import dk.bykassen.simulator.web.Words;
import dk.bykassen.simulator.world.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counter: which till, which chip, what is bought. */
public record CounterView(
        List<Choice> tills,
        String chosen,
        String card,
        List<Chip> chips,
        List<Group> groups,
        Map<String, String> errors) {

    /** A till in the list. */
    public record Choice(String id, String name, boolean selected) {}

    /** Dishes of one kind. */
    public record Group(String name, List<Item> items) {}

    /** A dish with its price and what it contains. */
    public record Item(String field, String text, String price, String allergens, String quantity) {}

    static CounterView of(
            List<Till> tills,
            @Nullable Till chosen,
            DemoKeys keys,
            Params typed,
            Map<String, String> errors,
            Words words) {
        List<Choice> choices = tills.stream()
                .map(till ->
                        new Choice(till.id(), Tenants.nameOf(till.tenant()) + ", " + till.unit(), till.equals(chosen)))
                .toList();
        List<Group> groups = new ArrayList<>();
        for (String group : List.of("food", "drink", "sweet")) {
            groups.add(new Group(words.say("till.group." + group), items(group, typed, words)));
        }
        return new CounterView(
                choices,
                chosen == null ? "" : chosen.id(),
                typed.text("card"),
                chosen == null ? List.of() : keys.chipsOf(chosen.tenant()),
                groups,
                errors);
    }

    private static List<Item> items(String group, Params typed, Words words) {
        List<Item> items = new ArrayList<>();
        for (Dish dish : Dish.values()) {
            if (dish.group().equals(group)) {
                List<String> allergens = dish.allergens().stream()
                        .map(allergen -> words.say("till.allergen." + allergen))
                        .toList();
                items.add(new Item(
                        dish.field(),
                        dish.text(),
                        words.amount(dish.price(), "DKK"),
                        String.join(", ", allergens),
                        typed.text(dish.field())));
            }
        }
        return items;
    }
}
