package dk.bykassen.web;

import java.util.List;

/**
 * Something to say, in words found later: the page knows the language.
 *
 * @param key message key
 * @param arguments what stands in its places; amounts, dates, times and other phrases are written as the language writes them
 */
public record Phrase(String key, List<Object> arguments) {

    public static Phrase of(String key, Object... arguments) {
        return new Phrase(key, List.of(arguments));
    }

    /** Never the arguments: they may be names, and records end up in logs. */
    @Override
    public String toString() {
        return "Phrase " + key;
    }
}
