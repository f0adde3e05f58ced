package dk.bykassen.till;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a purchase.
 *
 * @param text what was bought, such as {@code Ostehaps}
 * @param quantity how many, at least 1
 * @param amount the line's total in minor units, VAT included
 * @param group the item group, such as {@code food}; null when the till names none
 * @param allergens what is in it, such as {@code milk}; usually empty
 */
public record Line(
        String text, int quantity, long amount, @Nullable String group, List<String> allergens) {

    public Line {
        allergens = List.copyOf(allergens);
    }
}
