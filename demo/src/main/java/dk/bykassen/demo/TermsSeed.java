package dk.bykassen.demo;

import dk.bykassen.card.CardSettings;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.tenant.TermsLibrary;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The terms of deposits and of automatic top-up, in each language, with the town's own figures in them. */
@Component
class TermsSeed {

    private static final List<String> KINDS = List.of("top_up", "auto_top_up");

    private final TermsLibrary library;
    private final Frames frames;
    private final InstantSource clock;

    TermsSeed(TermsLibrary library, Frames frames, InstantSource clock) {
        this.library = library;
        this.frames = frames;
        this.clock = clock;
    }

    /** For the town that is bound, which decided {@code rules}. */
    void plant(CardSettings rules) {
        for (Locale language : Tenants.current().languages()) {
            Map<String, String> words = words(rules, frames.wording(language));
            for (String kind : KINDS) {
                publish(kind, language, words);
            }
        }
    }

    private void publish(String kind, Locale language, Map<String, String> words) {
        String text = read("/terms/" + kind + "_" + language.getLanguage() + ".txt");
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace("{" + word.getKey() + "}", word.getValue());
        }
        int end = text.indexOf('\n');
        library.publish(
                kind,
                1,
                language,
                text.substring(0, end).strip(),
                text.substring(end).strip(),
                clock.instant());
    }

    private static Map<String, String> words(CardSettings rules, Wording wording) {
        Tenant tenant = Tenants.current();
        boolean chip = rules.cardWord().equals("chip");
        return Map.ofEntries(
                Map.entry("issuer", rules.issuerName()),
                Map.entry("number", rules.issuerNumber()),
                Map.entry("address", tenant.contact().address()),
                Map.entry("phone", tenant.contact().phone().replace(' ', '\u00a0')),
                Map.entry("email", tenant.contact().email()),
                Map.entry("the-thing", thing(wording.language(), chip)),
                Map.entry("a-new-thing", newThing(wording.language(), chip)),
                Map.entry("fee", fee(rules, wording)),
                Map.entry("cap", Integer.toString(rules.autoDayCap())),
                Map.entry("min", wording.wholeMoney(rules.topUpMin())),
                Map.entry("max", wording.wholeMoney(rules.topUpMax())),
                Map.entry("most", wording.wholeMoney(rules.maxBalance())),
                Map.entry("threshold", wording.wholeMoney(rules.autoThreshold())));
    }

    private static String thing(Locale language, boolean chip) {
        return switch (language.getLanguage()) {
            case "da" -> chip ? "chippen" : "kortet";
            case "nb" -> chip ? "brikken" : "kortet";
            default -> chip ? "the chip" : "the card";
        };
    }

    private static String newThing(Locale language, boolean chip) {
        return switch (language.getLanguage()) {
            case "da" -> chip ? "en ny chip" : "et nyt kort";
            case "nb" -> chip ? "en ny brikke" : "et nytt kort";
            default -> chip ? "a new chip" : "a new card";
        };
    }

    private static String fee(CardSettings rules, Wording wording) {
        boolean free = rules.topUpFee().isZero();
        String fee = wording.money(rules.topUpFee());
        return switch (wording.language().getLanguage()) {
            case "da" ->
                free
                        ? "Det koster ikke noget at indbetale."
                        : "Hver indbetaling koster " + fee + ", som vises, før du betaler.";
            case "nb" ->
                free
                        ? "Det koster ikke noe å betale inn."
                        : "Hver innbetaling koster " + fee + ", som vises før du betaler.";
            default -> free ? "Deposits are free of charge." : "Each deposit costs " + fee + ", shown before you pay.";
        };
    }

    private static String read(String file) {
        try (InputStream text = TermsSeed.class.getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException(file + " is missing");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
