package dk.bykassen.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.journey.Households.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Told last: whatever happened in all the stories, the log knows nobody and keeps no secret to tell. */
@Journey
@Order(Integer.MAX_VALUE)
class LogsTest {

    private static final List<String> NAMES = List.of(
            "Karen", "Emil", "Jens", "Holm", "Anna", "Vilde", "Lund", "Maja", "Friis", "Ola", "Kari", "Nes", "Sofie",
            "Lind", "Peter", "Bech", "Borger");
    private static final List<String> CARDS = List.of(CardWindow.VISA, CardWindow.DANKORT, CardWindow.DECLINED);
    private static final List<String> NORWEGIANS = List.of("14837930198", "22918430273");

    private final JourneyTown town;

    LogsTest(JourneyTown town) {
        this.town = town;
    }

    @Test
    void theLogNamesNobodyAndHoldsNoSecret() throws IOException {
        aShortStory();
        List<Pattern> forbidden = forbidden();
        List<String> log = Files.readAllLines(town.logFile());
        List<String> findings = new ArrayList<>();
        for (String line : log) {
            for (Pattern pattern : forbidden) {
                if (pattern.matcher(line).find()) {
                    findings.add(pattern + " in: " + line);
                }
            }
        }
        assertThat(findings.stream().limit(20)).isEmpty();
        // A log that says nothing would pass too.
        assertThat(log).anyMatch(line -> line.contains("tenant=fjordby"));
    }

    /** Enough for a run of this story alone. */
    private void aShortStory() {
        Child child = town.households().childOf("Karen Holm", "Ejner", 0);
        Guest karen = town.guestAt("fjordby").signIn("Karen Holm");
        DepositForm.topUp(karen, child)
                .choose(100)
                .withNewCard()
                .email("karen.holm@example.com")
                .acceptTerms()
                .payWith(CardWindow.VISA);
        karen.isAtPayment();
        karen.status("/accounts/740583-1012/statement?from=karen.holm@example.com");
        Till.of(town, "fjordby").buy(child.chip(), 500_00);
    }

    private List<Pattern> forbidden() {
        List<Pattern> patterns = new ArrayList<>();
        NAMES.forEach(name -> patterns.add(Pattern.compile("\\b" + name + "\\b")));
        Households.NUMBERS.values().forEach(number -> patterns.add(digits(number)));
        NORWEGIANS.forEach(number -> patterns.add(digits(number)));
        CARDS.forEach(number -> patterns.add(digits(number)));
        patterns.add(Pattern.compile("[\\w.+-]+@[\\w-]+\\.(com|example)"));
        patterns.add(Pattern.compile("(45)?2010000\\d|4740600\\d{3}"));
        patterns.add(Pattern.compile("\\beyJ[\\w-]{10,}"));
        patterns.add(Pattern.compile("Bearer|[?&](code|state)=", Pattern.CASE_INSENSITIVE));
        patterns.add(Pattern.compile("test-secret-key|demowebhook|demo-secret-|sms-demo-key|bk_till_"));
        Set<String> tokens = town.sessionTokens();
        assertThat(tokens).isNotEmpty();
        tokens.forEach(token -> patterns.add(Pattern.compile(Pattern.quote(token))));
        return patterns;
    }

    /** The number as people and as machines write it. */
    private static Pattern digits(String number) {
        return Pattern.compile(number.replaceAll("\\D", "").replaceAll("(\\d)(?=\\d)", "$1[ -]?"));
    }
}
