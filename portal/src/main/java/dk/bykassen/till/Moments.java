package dk.bykassen.till;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times with an offset, as ISO 8601 writes them. The library's reader knows every way to write one and costs a tenth of all
 * that a purchase costs at the door; the ways tills use are few.
 */
final class Moments {

    /** Where the seconds of {@code 2026-11-21T11:30:00+01:00} end. */
    private static final int SECONDS_END = 19;

    private static final int NANO_DIGITS = 9;

    private Moments() {}

    /** @throws DateTimeException when {@code text} is no time with an offset */
    static Instant of(String text) {
        Instant usual = usual(text);
        return usual == null ? OffsetDateTime.parse(text).toInstant() : usual;
    }

    /** Null when it is written in a less usual way, or is no time at all. */
    private static @Nullable Instant usual(String text) {
        if (text.length() <= SECONDS_END || !hasMarks(text)) {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        int fractionEnd = fractionEnd(text);
        int nano = nano(text, fractionEnd);
        ZoneOffset offset = offset(text, fractionEnd);
        return (year | month | day | hour | minute | second | nano) < 0 || offset == null
                ? null
                : LocalDateTime.of(year, month, day, hour, minute, second, nano).toInstant(offset);
    }

    private static boolean hasMarks(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static int fractionEnd(String text) {
        int end = SECONDS_END;
        if (text.charAt(end) == '.') {
            end++;
            while (end < text.length() && Character.isDigit(text.charAt(end))) {
                end++;
            }
        }
        return end;
    }

    private static int nano(String text, int end) {
        int digits = end - SECONDS_END - 1;
        if (digits < 0) {
            return 0;
        }
        int nano = digits == 0 || digits > NANO_DIGITS ? -1 : number(text, SECONDS_END + 1, end);
        for (int i = digits; i < NANO_DIGITS; i++) {
            nano *= 10;
        }
        return nano;
    }

    private static @Nullable ZoneOffset offset(String text, int from) {
        if (text.length() == from + 1 && text.charAt(from) == 'Z') {
            return ZoneOffset.UTC;
        }
        if (text.length() != from + 6 || text.charAt(from + 3) != ':') {
            return null;
        }
        int hours = number(text, from + 1, from + 3);
        int minutes = number(text, from + 4, from + 6);
        if ((hours | minutes) < 0) {
            return null;
        }
        return switch (text.charAt(from)) {
            case '+' -> ZoneOffset.ofHoursMinutes(hours, minutes);
            case '-' -> ZoneOffset.ofHoursMinutes(-hours, -minutes);
            default -> null;
        };
    }

    /** Negative when these are not all digits; at most nine of them. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
