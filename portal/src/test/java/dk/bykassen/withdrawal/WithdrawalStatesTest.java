package dk.bykassen.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every edge there is, and none that is not. */
class WithdrawalStatesTest {

    @Test
    void whatMayHappenAndNothingElse() {
        assertThat(WithdrawalStates.TABLE.diagram()).isEqualTo("""
                stateDiagram-v2
                    [*] --> RESERVED
                    RESERVED --> CANCELLED: UNDONE
                    RESERVED --> HANDED_OVER: SENT
                    HANDED_OVER --> CONFIRMED: PAID
                    HANDED_OVER --> REJECTED: REFUSED
                    CONFIRMED --> REJECTED: RETURNED
                    REJECTED --> [*]
                    CANCELLED --> [*]
                """);
    }
}
