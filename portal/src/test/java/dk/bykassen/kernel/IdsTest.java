package dk.bykassen.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void anIdTellsWhenItWasMadeAndSortsByIt() {
        Instant moment = Instant.parse("2026-11-21T11:30:00.123Z");
        UUID id = Uuid7.at(moment);

        assertThat(Uuid7.is(id)).isTrue();
        assertThat(Uuid7.timeOf(id)).isEqualTo(moment);
        assertThat(Uuid7.at(moment.plusMillis(1)).toString()).isGreaterThan(id.toString());
        assertThatThrownBy(() -> Uuid7.timeOf(UUID.randomUUID())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aReferenceNoticesOneWrongAndTwoSwappedCharacters() {
        for (int i = 0; i < 200; i++) {
            String reference = Reference.next("FJ");
            assertThat(Reference.isValid(reference)).as(reference).isTrue();
            assertThat(Reference.isValid(reference.toLowerCase().replace("-", " ")))
                    .isTrue();
            assertThat(Reference.isValid(withOtherAt(reference, 4)))
                    .as("one wrong in %s", reference)
                    .isFalse();
            String swapped =
                    reference.substring(0, 3) + reference.charAt(4) + reference.charAt(3) + reference.substring(5);
            assertThat(Reference.isValid(swapped)).isEqualTo(reference.charAt(3) == reference.charAt(4));
        }
    }

    @Test
    void aReferenceMayBeginWithThreeLetters() {
        String reference = Reference.next("FJO");
        assertThat(reference).matches("FJO-.{4}-.{4}");
        assertThat(Reference.isValid(reference)).isTrue();
        assertThat(Reference.isValid(withOtherAt(reference, 5))).isFalse();
    }

    private static String withOtherAt(String reference, int index) {
        char other = reference.charAt(index) == 'A' ? 'B' : 'A';
        return reference.substring(0, index) + other + reference.substring(index + 1);
    }
}
