package dk.bykassen.web;

import dk.bykassen.kernel.Money;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.MessageSource;

/**
 * Words, amounts and dates in one language and one time zone, as people there write them: {@code 1.110,00 kr.} in Danish,
 * {@code 1 110,00 kr} in Norwegian, {@code DKK 1,110.00} in English; never broken over two lines.
 */
public final class Wording {

    private static final String NBSP = "\u00a0";
    private static final Map<String, DateTimeFormatter> FORMATS = new ConcurrentHashMap<>();

    private final MessageSource messages;
    private final Locale language;
    private final ZoneId zone;

    public Wording(MessageSource messages, Locale language, ZoneId zone) {
        this.messages = messages;
        this.language = language;
        this.zone = zone;
    }

    public Locale language() {
        return language;
    }

    /** The message of {@code key}. @throws org.springframework.context.NoSuchMessageException for an unknown key */
    public String t(String key, Object... arguments) {
        return messages.getMessage(key, arguments.length == 0 ? null : arguments, language);
    }

    /** The words of {@code phrase}, what stands in its places written as the language writes it. */
    public String t(Phrase phrase) {
        return t(phrase.key(), phrase.arguments().stream().map(this::written).toArray());
    }

    private Object written(Object argument) {
        return switch (argument) {
            case Money money -> money(money);
            case Phrase.Whole(Money money) -> wholeMoney(money);
            case LocalDate date -> date(date);
            case Instant instant -> moment(instant);
            case LocalTime time -> clock(time);
            case Phrase phrase -> t(phrase);
            default -> argument;
        };
    }

    /** The message of {@code key}, or {@code otherwise} where this version has no words for it. */
    public String tOr(String key, String otherwise) {
        String found = messages.getMessage(key, null, null, language);
        return found == null ? otherwise : found;
    }

    /** An amount with its unit: {@code 149,50 kr.} */
    public String money(Money money) {
        return switch (language.getLanguage()) {
            case "da" ->
                figure(money)
                        + NBSP
                        + (isKroner(money) ? "kr." : money.currency().getCurrencyCode());
            case "nb" ->
                figure(money)
                        + NBSP
                        + (isKroner(money) ? "kr" : money.currency().getCurrencyCode());
            default -> money.currency().getCurrencyCode() + NBSP + figure(money);
        };
    }

    /** As {@link #money}, without decimals where there are none: {@code 200 kr.} */
    public String wholeMoney(Money money) {
        return money.minor() % money.unitsPerMajor() == 0
                ? money(money).replaceFirst("[.,]00(?=\\D|$)", "")
                : money(money);
    }

    /** An amount with a sign, for statements: {@code +200,00} or {@code −14,00}, no unit. */
    public String signed(Money money) {
        String sign = money.minor() > 0 ? "+" : money.minor() < 0 ? "\u2212" : "";
        return sign + figure(new Money(Math.abs(money.minor()), money.currency()));
    }

    /** The figure alone: {@code 1.110,00}; the minus is a real one. */
    public String figure(Money money) {
        var symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setMinusSign('\u2212');
        switch (language.getLanguage()) {
            case "da" -> {
                symbols.setDecimalSeparator(',');
                symbols.setGroupingSeparator('.');
            }
            case "nb" -> {
                symbols.setDecimalSeparator(',');
                symbols.setGroupingSeparator('\u00a0');
            }
            default -> {}
        }
        int digits = money.currency().getDefaultFractionDigits();
        var format = new DecimalFormat("#,##0." + "0".repeat(digits), symbols);
        return format.format(java.math.BigDecimal.valueOf(money.minor(), digits));
    }

    /** The unit that stands beside an amount field. */
    public String unit(Money money) {
        return switch (language.getLanguage()) {
            case "da" -> isKroner(money) ? "kr." : money.currency().getCurrencyCode();
            case "nb" -> isKroner(money) ? "kr" : money.currency().getCurrencyCode();
            default -> money.currency().getCurrencyCode();
        };
    }

    /** {@code 17. november 2026} */
    public String date(LocalDate date) {
        return format(language.getLanguage().equals("en") ? "d MMMM yyyy" : "d. MMMM yyyy", date);
    }

    /** The day of {@code instant} here, as {@link #date(LocalDate)}. */
    public String date(Instant instant) {
        return date(LocalDate.ofInstant(instant, zone));
    }

    /** {@code 17. november}: for dates of this year. */
    public String shortDate(LocalDate date) {
        return format(language.getLanguage().equals("en") ? "d MMMM" : "d. MMMM", date);
    }

    /** {@code 14.05.1983}: for dates of birth. */
    public String birthDate(LocalDate date) {
        return format(language.getLanguage().equals("en") ? "dd/MM/yyyy" : "dd.MM.yyyy", date);
    }

    /** {@code 17. november 2026 kl. 15.52} */
    public String moment(Instant instant) {
        return date(LocalDate.ofInstant(instant, zone)) + NBSP + clock(instant);
    }

    /** {@code 17. nov. 15.52}: for rows of tables. */
    public String rowMoment(Instant instant) {
        return rowMoment(instant, false);
    }

    /** As {@link #rowMoment(Instant)}, with the year where a table is about several: {@code 17. nov. 2026 15.52}. */
    public String rowMoment(Instant instant, boolean withYear) {
        String year = withYear ? " yyyy" : "";
        String pattern = switch (language.getLanguage()) {
            case "da", "nb" -> "d. MMM" + year + " HH.mm";
            default -> "d MMM" + year + " HH:mm";
        };
        return format(pattern, instant.atZone(zone));
    }

    /** {@code kl. 15.52} */
    public String clock(Instant instant) {
        return clock(LocalTime.ofInstant(instant, zone));
    }

    /** The same of a time where the zone has been thought of already. */
    public String clock(LocalTime time) {
        return (language.getLanguage().equals("en") ? "at" : "kl.") + NBSP + time(time);
    }

    /** {@code 15.52}, with no word before it. */
    public String time(LocalTime time) {
        return format(language.getLanguage().equals("en") ? "HH:mm" : "HH.mm", time);
    }

    /** {@code november 2026} */
    public String month(YearMonth month) {
        return format("LLLL yyyy", month);
    }

    /** {@code nov.}: where there is room for little. */
    public String shortMonth(YearMonth month) {
        return format("LLL", month);
    }

    public String weekday(LocalDate date) {
        return format("EEEE", date);
    }

    public LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    public ZoneId zone() {
        return zone;
    }

    private String format(String pattern, TemporalAccessor when) {
        return FORMATS.computeIfAbsent(
                        language.getLanguage() + pattern, key -> DateTimeFormatter.ofPattern(pattern, language))
                .format(when)
                .replace(' ', ' ');
    }

    private static boolean isKroner(Money money) {
        String code = money.currency().getCurrencyCode();
        return code.equals("DKK") || code.equals("NOK");
    }
}
