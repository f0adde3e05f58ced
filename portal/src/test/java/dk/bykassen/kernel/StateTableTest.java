package dk.bykassen.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StateTableTest {

    enum Light {
        RED,
        GREEN,
        BROKEN
    }

    enum Event {
        GO,
        STOP,
        FAIL
    }

    private final StateTable<Light, Event> table = StateTable.<Light, Event>startingIn(Light.class, Light.RED)
            .edge(Light.RED, Event.GO, Light.GREEN)
            .edge(Light.GREEN, Event.STOP, Light.RED)
            .edge(Light.RED, Event.FAIL, Light.BROKEN)
            .edge(Light.GREEN, Event.FAIL, Light.BROKEN)
            .build();

    @Test
    void whatIsNotInTheTableDoesNotHappen() {
        assertThat(table.next(Light.RED, Event.GO)).contains(Light.GREEN);
        assertThat(table.next(Light.RED, Event.STOP)).isEmpty();
        assertThat(table.next(Light.BROKEN, Event.GO)).isEmpty();
        assertThat(table.isFinal(Light.BROKEN)).isTrue();
        assertThat(table.before(Event.FAIL, Light.BROKEN)).containsExactly(Light.RED, Light.GREEN);
    }

    @Test
    void oneEventCannotLeadToTwoStates() {
        var builder =
                StateTable.<Light, Event>startingIn(Light.class, Light.RED).edge(Light.RED, Event.GO, Light.GREEN);

        assertThatThrownBy(() -> builder.edge(Light.RED, Event.GO, Light.BROKEN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDiagramShowsEveryEdge() {
        assertThat(table.diagram()).contains("[*] --> RED", "RED --> GREEN: GO", "BROKEN --> [*]");
    }
}
