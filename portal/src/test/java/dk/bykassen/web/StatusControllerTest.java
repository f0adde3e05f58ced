package dk.bykassen.web;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.web.LiveSign.Reading;
import dk.bykassen.web.LiveSign.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class StatusControllerTest {

    private record Sign(String name, int order, Supplier<Optional<Reading>> reads) implements LiveSign {
        @Override
        public Optional<Reading> read() {
            return reads.get();
        }
    }

    private static final Reading WORKS = new Reading(State.WORKS, null);

    @Test
    void signsStandInTheirOrderAndWhatATownHasNotIsLeftOut() {
        Page page = new StatusController(List.of(
                        new Sign("later", 2, () -> Optional.of(WORKS)),
                        new Sign("none", 1, Optional::empty),
                        new Sign("first", 0, () -> Optional.of(WORKS))))
                .status();

        assertThat(page.model())
                .containsEntry("lines", List.of(new StatusLine("first", WORKS), new StatusLine("later", WORKS)))
                .containsEntry("calm", true);
    }

    @Test
    void aSignThatCannotBeReadIsNoGoodSign() {
        Page page = new StatusController(List.of(new Sign("portal", 0, () -> {
                    throw new CannotCreateTransactionException("the database is away");
                })))
                .status();

        assertThat(page.model())
                .containsEntry("lines", List.of(new StatusLine("portal", new Reading(State.FAILS, null))))
                .containsEntry("calm", false);
    }
}
