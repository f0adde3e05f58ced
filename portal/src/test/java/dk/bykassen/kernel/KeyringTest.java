package dk.bykassen.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyringTest {

    private final String first = Keyring.newLine("2025");
    private final String second = Keyring.newLine("2026");

    @Test
    void whatIsEncryptedIsReadAgainAndNeverLooksTheSameTwice() {
        Keyring keys = Keyring.parse(first);

        byte[] once = keys.encrypt("token", "hemmelig");
        byte[] twice = keys.encrypt("token", "hemmelig");

        assertThat(once).isNotEqualTo(twice);
        assertThat(keys.decrypt("token", once)).isEqualTo("hemmelig");
    }

    @Test
    void aNewKeyReadsWhatTheOldOneWroteAndFindsWhatItHashed() {
        Keyring before = Keyring.parse(first);
        Keyring after = Keyring.parse(second + "\n" + first);

        assertThat(after.decrypt("token", before.encrypt("token", "hemmelig"))).isEqualTo("hemmelig");
        assertThat(after.lookup("person", "7405831012")).isEqualTo(before.lookup("person", "7405831012"));
        assertThat(after.currentId()).isEqualTo("2026");
    }

    @Test
    void anotherPurposeOrAChangedByteIsRefused() {
        Keyring keys = Keyring.parse(first);
        byte[] sealed = keys.encrypt("token", "hemmelig");

        assertThatThrownBy(() -> keys.decrypt("other", sealed)).isInstanceOf(IllegalStateException.class);
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> keys.decrypt("token", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatABrowserCarriedIsTakenBackAndNothingElseIs() {
        Keyring keys = Keyring.parse(first);
        String carried = keys.handOut("ticket", "hemmelig");

        assertThat(carried).matches("[A-Za-z0-9_-]+");
        assertThat(keys.takeBack("ticket", carried)).contains("hemmelig");
        assertThat(keys.takeBack("other", carried)).isEmpty();
        assertThat(Keyring.parse(second).takeBack("ticket", carried)).isEmpty();
        for (String bent :
                List.of("", "A", "_w", "f38", "not base64!", carried + "A", carried.substring(4), "A" + carried)) {
            assertThat(keys.takeBack("ticket", bent)).as(bent).isEmpty();
        }
        for (int length = 1; length < carried.length(); length++) {
            assertThat(keys.takeBack("ticket", carried.substring(0, length))).isEmpty();
        }
    }

    @Test
    void brokenLinesAreNamedInWords() {
        assertThatThrownBy(() -> Keyring.parse("")).hasMessageContaining("hold no key");
        assertThatThrownBy(() -> Keyring.parse("2025:kort")).hasMessageContaining("id:base64");
        assertThatThrownBy(() -> Keyring.parse(first + "\n" + first)).hasMessageContaining("twice");
    }

    @Test
    void aDemonstrationsKeyIsKnown() {
        assertThat(Keyring.parse(Keyring.newLine("demo-1")).isForDemonstration())
                .isTrue();
        assertThat(Keyring.parse(first).isForDemonstration()).isFalse();
    }
}
