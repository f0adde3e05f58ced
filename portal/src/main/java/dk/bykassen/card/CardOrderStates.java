package dk.bykassen.card;

import static dk.bykassen.card.CardOrderEvent.ACCOUNT_CLOSED;
import static dk.bykassen.card.CardOrderEvent.ACTIVATED;
import static dk.bykassen.card.CardOrderEvent.MADE;
import static dk.bykassen.card.CardOrderEvent.NOT_ARRIVED;
import static dk.bykassen.card.CardOrderEvent.NOT_MADE;
import static dk.bykassen.card.CardOrderEvent.PRODUCTION_BEGAN;
import static dk.bykassen.card.CardOrderEvent.TAKEN_BACK;
import static dk.bykassen.card.CardOrderState.CANCELLED;
import static dk.bykassen.card.CardOrderState.FAILED;
import static dk.bykassen.card.CardOrderState.IN_PRODUCTION;
import static dk.bykassen.card.CardOrderState.IN_USE;
import static dk.bykassen.card.CardOrderState.ORDERED;
import static dk.bykassen.card.CardOrderState.SENT;

import dk.bykassen.kernel.StateTable;

/** Everything that may happen to an order for a new card. */
final class CardOrderStates {

    static final StateTable<CardOrderState, CardOrderEvent> TABLE =
            StateTable.<CardOrderState, CardOrderEvent>startingIn(CardOrderState.class, ORDERED)
                    .edge(ORDERED, TAKEN_BACK, CANCELLED)
                    .edge(ORDERED, PRODUCTION_BEGAN, IN_PRODUCTION)
                    .edge(ORDERED, ACCOUNT_CLOSED, CANCELLED)
                    .edge(IN_PRODUCTION, MADE, SENT)
                    .edge(IN_PRODUCTION, NOT_MADE, FAILED)
                    .edge(IN_PRODUCTION, ACCOUNT_CLOSED, CANCELLED)
                    .edge(SENT, ACTIVATED, IN_USE)
                    .edge(SENT, NOT_ARRIVED, FAILED)
                    .edge(SENT, ACCOUNT_CLOSED, CANCELLED)
                    .build();

    private CardOrderStates() {}
}
