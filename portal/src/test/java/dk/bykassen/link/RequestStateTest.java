package dk.bykassen.link;

import static dk.bykassen.link.RequestState.APPROVED;
import static dk.bykassen.link.RequestState.DECLINED;
import static dk.bykassen.link.RequestState.EXPIRED;
import static dk.bykassen.link.RequestState.TABLE;
import static dk.bykassen.link.RequestState.WAITING;
import static dk.bykassen.link.RequestState.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.link.RequestState.Event;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state and event, also those that lead nowhere: whoever said no cannot say yes afterwards, and what is over stays over. */
class RequestStateTest {

    private static final Map<RequestState, Map<Event, RequestState>> LEADS = Map.of(
            WAITING,
            Map.of(
                    Event.APPROVE, APPROVED,
                    Event.DECLINE, DECLINED,
                    Event.WITHDRAW, WITHDRAWN,
                    Event.RUN_OUT, EXPIRED),
            DECLINED,
            Map.of(Event.WITHDRAW, WITHDRAWN, Event.RUN_OUT, EXPIRED));

    @ParameterizedTest
    @EnumSource
    void leadsWhereItShouldAndNowhereElse(RequestState from) {
        for (Event event : Event.values()) {
            assertThat(TABLE.next(from, event).orElse(null))
                    .as("%s after %s", event, from)
                    .isEqualTo(LEADS.getOrDefault(from, Map.of()).get(event));
        }
    }

    @ParameterizedTest
    @EnumSource
    void looksToWhoeverAskedAsIfNobodyHadAnsweredWhereTheAnswerWasNo(RequestState state) {
        assertThat(RequestState.open().contains(state)).isEqualTo(state == WAITING || state == DECLINED);
    }
}
