package dk.bykassen.web;

import dk.bykassen.kernel.Money;
import java.util.List;

/**
 * Something to say, in words found later: the page knows the language.
 *
 * @param key message key
 * @param arguments what stands in its places; amounts, dates, times and other phrases are written as the language writes them
 */
public record Phrase(String key, List<Object> arguments) {

    /** An amount among the arguments that is written without the part behind the comma where that is nothing. */
    public record Whole(Money amount) {}

    public static Phrase of(String key, Object... arguments) {
        return new Phrase(key, List.of(arguments));
    }

    /** Never the arguments: they may be names, and records end up in logs. */
    @Override
    public String toString() {
        return "Phrase " + key;
    }
}
