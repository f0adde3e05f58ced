package dk.bykassen.card;

/** What happens to an order for a new card. */
enum CardOrderEvent {
    TAKEN_BACK,
    PRODUCTION_BEGAN,
    MADE,
    NOT_MADE,
    ACTIVATED,
    NOT_ARRIVED,
    ACCOUNT_CLOSED
}
