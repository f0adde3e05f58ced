package dk.bykassen.withdrawal;

import static dk.bykassen.withdrawal.WithdrawalEvent.PAID;
import static dk.bykassen.withdrawal.WithdrawalEvent.REFUSED;
import static dk.bykassen.withdrawal.WithdrawalEvent.RETURNED;
import static dk.bykassen.withdrawal.WithdrawalEvent.SENT;
import static dk.bykassen.withdrawal.WithdrawalEvent.UNDONE;
import static dk.bykassen.withdrawal.WithdrawalState.CANCELLED;
import static dk.bykassen.withdrawal.WithdrawalState.CONFIRMED;
import static dk.bykassen.withdrawal.WithdrawalState.HANDED_OVER;
import static dk.bykassen.withdrawal.WithdrawalState.REJECTED;
import static dk.bykassen.withdrawal.WithdrawalState.RESERVED;

import dk.bykassen.kernel.StateTable;

/** Everything that may happen to a withdrawal. What is sent cannot be undone: the bank may have paid it already. */
final class WithdrawalStates {

    static final StateTable<WithdrawalState, WithdrawalEvent> TABLE =
            StateTable.<WithdrawalState, WithdrawalEvent>startingIn(WithdrawalState.class, RESERVED)
                    .edge(RESERVED, UNDONE, CANCELLED)
                    .edge(RESERVED, SENT, HANDED_OVER)
                    .edge(HANDED_OVER, PAID, CONFIRMED)
                    .edge(HANDED_OVER, REFUSED, REJECTED)
                    .edge(CONFIRMED, RETURNED, REJECTED)
                    .build();

    private WithdrawalStates() {}
}
