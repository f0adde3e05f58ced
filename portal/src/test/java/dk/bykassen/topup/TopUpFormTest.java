package dk.bykassen.topup;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.kernel.Money;
import dk.bykassen.web.Form;
import dk.bykassen.web.Wording;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.StaticMessageSource;

class TopUpFormTest {

    private final Wording words =
            new Wording(new StaticMessageSource(), Locale.of("da"), ZoneId.of("Europe/Copenhagen"));

    @ParameterizedTest
    @CsvSource({
        "karen.holm@example.com, karen.holm@example.com",
        "karen+chip@EXAMPLE.com, karen+chip@EXAMPLE.com",
        "karen@skole.københavn.dk, karen@skole.xn--kbenhavn-54a.dk"
    })
    void addressesMailServersKnowAreKept(String typed, String kept) {
        assertThat(new TopUpForm(Form.filled(Map.of("email", typed)), words).email(true))
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "karen.example.com",
                "karen@example",
                "@example.com",
                "a@b@example.com",
                "æ@example.com",
                "k h@example.com",
                "karen@example.com, jens@example.com",
                "karen@example..com",
                "<script>@example.com"
            })
    void whatNoServerWouldTakeIsRefusedAtOnce(String typed) {
        var form = new TopUpForm(Form.filled(Map.of("email", typed)), words);

        assertThat(form.email(true)).isNull();
        assertThat(form.form().fault("email")).isPresent();
    }

    @Test
    void anAmountIsShownAsTheChoiceItIs() {
        Map<String, String> chosen = new HashMap<>();
        TopUpForm.fillAmount(chosen, Money.of(20_000, "DKK"));
        assertThat(chosen).containsExactly(Map.entry("amount", "200"));

        Map<String, String> typed = new HashMap<>();
        TopUpForm.fillAmount(typed, Money.of(25_000, "DKK"));
        assertThat(typed).containsOnly(Map.entry("amount", "other"), Map.entry("other", "250"));
    }
}
