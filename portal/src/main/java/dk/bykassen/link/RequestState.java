package dk.bykassen.link;

import dk.bykassen.kernel.StateTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How far a request for access is. Whoever asked cannot tell {@link #DECLINED} from {@link #WAITING}. */
enum RequestState {
    WAITING,
    APPROVED,
    DECLINED,
    WITHDRAWN,
    EXPIRED;

    enum Event {
        APPROVE,
        DECLINE,
        WITHDRAW,
        RUN_OUT
    }

    static final StateTable<RequestState, Event> TABLE = StateTable.<RequestState, Event>startingIn(
                    RequestState.class, WAITING)
            .edge(WAITING, Event.APPROVE, APPROVED)
            .edge(WAITING, Event.DECLINE, DECLINED)
            .edge(WAITING, Event.WITHDRAW, WITHDRAWN)
            .edge(WAITING, Event.RUN_OUT, EXPIRED)
            .edge(DECLINED, Event.WITHDRAW, WITHDRAWN)
            .edge(DECLINED, Event.RUN_OUT, EXPIRED)
            .build();

    /** The codes of the states from which {@code event} leads here. */
    String[] before(Event event) {
        return TABLE.before(event, this).stream().map(RequestState::code).toArray(String[]::new);
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RequestState coded(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** Those in which whoever asked sees that nobody has answered. */
    static List<RequestState> open() {
        return List.of(WAITING, DECLINED);
    }
}
