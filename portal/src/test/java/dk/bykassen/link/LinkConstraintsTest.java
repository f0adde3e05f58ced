package dk.bykassen.link;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database itself refuses, whoever asks: each rule broken once, by the superuser whom no row is hidden from. */
class LinkConstraintsTest extends LinkTown {

    @BeforeEach
    void jensAsks() {
        ask(signedIn(jens), EMILS, "");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "request_number_lookup_check    | number_lookup = 'short'",
                "request_number_shown_check     | number_shown = '030914-4012'",
                "request_state_check            | state = 'asked', over_at = asked_at",
                "request_answer_check           | answer = 'maybe', answered_at = asked_at",
                "request_ends                   | expires_at = asked_at",
                "request_answer_has_time        | state = 'declined', answer = 'no'",
                "request_answer_is_somebodys    | answered_by = requester_id",
                "request_answer_fits_state      | answer = 'no', answered_at = asked_at",
                "request_answer_fits_state      | state = 'approved', over_at = asked_at",
                "request_answer_fits_state      | state = 'declined'",
                "request_answer_fits_state      | state = 'withdrawn', over_at = asked_at, answer = 'yes', answered_at = asked_at",
                "request_over_has_time          | over_at = asked_at",
                "request_over_has_time          | state = 'expired'",
                "request_requester              | requester_id = -1",
                "request_account                | account_id = -1",
                "request_answered_by            | state = 'declined', answer = 'no', answered_at = asked_at, answered_by = -1",
            })
    void aRequestKeepsItsRules(String rule, String change) {
        refuses("update link.request set " + change, rule);
    }

    @Test
    void oneNumberIsAskedForOnceAtATime() {
        refuses("""
                insert into link.request (tenant_id, public_id, requester_id, number_lookup, number_shown, state, asked_at,
                    expires_at)
                select tenant_id, gen_random_uuid(), requester_id, number_lookup, number_shown, state, asked_at, expires_at
                from link.request
                """, "request_one_waiting");
    }

    @Test
    void aTryIsSomebodysAtANumber() {
        refuses("update link.attempt set person_id = -1", "attempt_person");
        refuses("update link.attempt set number_lookup = 'short'", "attempt_number_lookup_check");
    }

    @Test
    void onlyWhatEndedSaysWhy() {
        refuses("update card.link set ended_why = 'gave_up'", "link_ended_has_reason");
        refuses("update card.link set status = 'ended', until = since, ended_why = 'boredom'", "link_ended_why_check");
    }

    private void refuses(String change, String rule) {
        String here = " where tenant_id = ";
        assertThatThrownBy(() -> {
                    try (Connection superuser = TestTown.superuser("town");
                            var sql = superuser.createStatement()) {
                        sql.execute(change + here + town.id());
                    }
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("\"" + rule + "\"");
    }
}
