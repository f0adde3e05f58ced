package dk.bykassen.simulator.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The words of one language, with the way it writes amounts and times. */
public final class Words {

    private static final String NBSP = "\u00a0";
    private static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");
    private static final Map<Language, Words> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Words(language, load(language)));
        }
    }

    private final Language language;
    private final Properties texts;

    private Words(Language language, Properties texts) {
        this.language = language;
        this.texts = texts;
    }

    public static Words of(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    public Language language() {
        return language;
    }

    /** The text of the key, with {@code {0}}, {@code {1}} … replaced. A missing key is a mistake in the program. */
    public String say(String key, Object... values) {
        String text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("No text for " + key + " in " + language.tag());
        }
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    /** The text of the key, or the given words where nobody has written one. */
    public String sayOr(String key, String otherwise) {
        return texts.getProperty(key, otherwise);
    }

    /** An amount of minor units as people of this language write it. */
    public String amount(long minor, String currency) {
        String sign = minor < 0 ? "−" : "";
        long kroner = Math.abs(minor / 100);
        String cents = "%02d".formatted(Math.abs(minor % 100));
        return switch (language) {
            case DA -> sign + grouped(kroner, ".") + "," + cents + NBSP + (currency.equals("DKK") ? "kr." : currency);
            case NB -> sign + grouped(kroner, NBSP) + "," + cents + NBSP + (currency.equals("NOK") ? "kr" : currency);
            case EN -> currency + NBSP + sign + grouped(kroner, ",") + "." + cents;
        };
    }

    /** Day and time, to the minute. */
    public String time(Instant instant) {
        ZonedDateTime local = instant.atZone(ZONE);
        String pattern = language == Language.EN ? "d/M/yyyy 'at' HH:mm" : "d.M.yyyy 'kl.' HH.mm";
        return DateTimeFormatter.ofPattern(pattern).format(local);
    }

    private static String grouped(long number, String separator) {
        String digits = Long.toString(number);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                out.append(separator);
            }
            out.append(digits.charAt(i));
        }
        return out.toString();
    }

    private static Properties load(Language language) {
        String name = "/messages/simulator_" + language.tag() + ".properties";
        Properties properties = new Properties();
        try (var in = Objects.requireNonNull(Words.class.getResourceAsStream(name), name);
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
