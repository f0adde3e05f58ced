package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a till's key looks like. */
class DeviceKeyTest {

    private static final Pattern SHAPE = Pattern.compile("bk_till_([a-z][a-z0-9-]{1,30})_[A-Za-z0-9_-]{32}");
    private static final String SECRET = "0123456789abcdefABCDEF_-01234567";

    @Test
    void aKeySaysWhoseItIs() {
        DeviceKey key = DeviceKey.next("fjordby");

        assertThat(DeviceKey.parse(key.text())).contains(key);
        assertThat(key.slug()).isEqualTo("fjordby");
        assertThat(key).hasToString("key of a till of fjordby");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bk_till_ny_", "bk_till_a-1_", "bk_till_abcdefghijklmnopqrstuvwxyz01234_"})
    void slugsHaveTwoToThirtyOneLetters(String beginning) {
        assertThat(DeviceKey.parse(beginning + SECRET)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bk_till_",
                "bk_till__",
                "bk_till_a_",
                "bk_till_1a_",
                "bk_till_-a_",
                "bk_till_Ny_",
                "bk_till_n\u00fd_",
                "bk_till_a_b_",
                "bk_till_ny-",
                "BK_TILL_ny_",
                " bk_till_ny_",
                "bk_till_abcdefghijklmnopqrstuvwxyz012345_"
            })
    void whatIsNoSlugIsRefused(String beginning) {
        assertThat(DeviceKey.parse(beginning + SECRET)).isEmpty();
    }

    @Test
    void aSecretHasThirtyTwoLettersOfItsAlphabet() {
        assertThat(DeviceKey.parse("bk_till_ny_" + SECRET + "0")).isEmpty();
        assertThat(DeviceKey.parse("bk_till_ny_" + SECRET.substring(1))).isEmpty();
        for (String wrong : new String[] {" ", "=", "+", "/", "\u00e6", "\n", "@", "[", "`", "{", ":", "."}) {
            assertThat(DeviceKey.parse("bk_till_ny_" + SECRET.substring(1) + wrong))
                    .isEmpty();
        }
    }

    /** Keys with a letter changed, taken away or put in, from a seed. */
    @Test
    void aDamagedKeyIsReadAsItsShapeSays() {
        var random = new Random(24);
        String letters = "abzAZ019_-[`/:{@ \u00f8";
        int kept = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder(DeviceKey.next("ny-by").text());
            for (int times = random.nextInt(3); times >= 0; times--) {
                int at = random.nextInt(text.length());
                char letter = letters.charAt(random.nextInt(letters.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, letter);
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, letter);
                }
            }
            boolean isKey = SHAPE.matcher(text).matches();
            assertThat(DeviceKey.parse(text.toString()).isPresent())
                    .as(text.toString())
                    .isEqualTo(isKey);
            kept += isKey ? 1 : 0;
        }
        assertThat(kept).isBetween(1_000, 19_000);
    }
}
