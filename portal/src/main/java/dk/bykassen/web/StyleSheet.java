package dk.bykassen.web;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins the sheets of the kit and leaves out what only its readers need. A browser then fetches one small file, and the kit is
 * still kept in sheets with comments.
 */
final class StyleSheet {

    private static final Pattern IMPORT = Pattern.compile("@import \"([^\"]+)\"(?: layer\\((\\w+)\\))?;");
    private static final String STRING = "\"[^\"]*\"|'[^']*'";
    private static final Pattern COMMENT = Pattern.compile("(" + STRING + ")|/\\*.*?\\*/", Pattern.DOTALL);
    /** Blanks, with the mark they stand around where it needs none; calc() needs those around its signs. */
    private static final Pattern BLANKS = Pattern.compile("(" + STRING + ")|\\s*([{};,])\\s*|(:)\\s+|\\s+");

    private static final Pattern LAST_SEMICOLON = Pattern.compile("(" + STRING + ")|;(})");

    private StyleSheet() {}

    /** The sheet with every {@code @import} replaced by what it names, each in its layer. */
    static String joined(String name, UnaryOperator<String> sheets) {
        return IMPORT.matcher(sheets.apply(name)).replaceAll(found -> {
            String sheet = joined(found.group(1), sheets);
            String layer = found.group(2);
            return Matcher.quoteReplacement(layer == null ? sheet : "@layer " + layer + " {\n" + sheet + "}\n");
        });
    }

    /** The same style without comments and spare blanks. */
    static String compact(String css) {
        String words = kept(COMMENT, css, "");
        String close = kept(BLANKS, words, " ").strip();
        return kept(LAST_SEMICOLON, close, "");
    }

    /** Replaces what the pattern finds by the part of it that is a group, or by {@code otherwise} when none is. */
    private static String kept(Pattern pattern, String css, String otherwise) {
        return pattern.matcher(css).replaceAll(found -> Matcher.quoteReplacement(part(found, otherwise)));
    }

    private static String part(MatchResult found, String otherwise) {
        for (int group = 1; group <= found.groupCount(); group++) {
            String text = found.group(group);
            if (text != null) {
                return text;
            }
        }
        return otherwise;
    }
}
