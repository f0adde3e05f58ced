package dk.bykassen.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Passwords that those who guess try first: the ones most used in the world, words of this corner of it, and both with a
 * few digits or signs hung on, for rules that ask for digits and signs make people do just that.
 */
@Component
class CommonPasswords {

    private static final int SHORTEST_WORD = 4;
    /** What hangs on a common word does not make it a good password unless it is more than this. */
    private static final int TRIMMINGS = 6;

    private static final int FEWEST_DIFFERENT = 4;

    private final Set<String> words = new HashSet<>();

    CommonPasswords() {
        read("common.txt");
        read("local.txt");
    }

    /** @param password in its normal form */
    boolean contains(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return isMonotonous(lower) || isCommon(lower) || isCommon(unmasked(lower));
    }

    private boolean isCommon(String lower) {
        return words.contains(lower)
                || isCommonWord(lower, lower.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", ""))
                || isCommonWord(lower, unmasked(lower.replaceAll("[^\\p{L}]+$", "")));
    }

    private boolean isCommonWord(String lower, String word) {
        return word.length() >= SHORTEST_WORD && lower.length() - word.length() <= TRIMMINGS && words.contains(word);
    }

    /** Signs that stand for a letter: {@code p4ssw0rd} is a word too. */
    private static String unmasked(String lower) {
        return lower.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('5', 's')
                .replace('7', 't')
                .replace('@', 'a')
                .replace('$', 's')
                .replace('!', 'i');
    }

    /** {@code aaaabbbb}, {@code 12345678}, {@code hgfedcba}. */
    private static boolean isMonotonous(String lower) {
        int[] signs = lower.codePoints().toArray();
        if (lower.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            return true;
        }
        int steps = 0;
        for (int i = 1; i < signs.length; i++) {
            steps += Math.abs(signs[i] - signs[i - 1]) <= 1 ? 1 : 0;
        }
        return steps >= signs.length - 2;
    }

    private void read(String name) {
        try (InputStream file = CommonPasswords.class.getResourceAsStream("/passwords/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the list " + name + " is missing");
            }
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(words::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
