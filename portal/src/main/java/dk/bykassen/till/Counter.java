package dk.bykassen.till;

import dk.bykassen.kernel.Problem;
import org.springframework.stereotype.Component;

/** Where a purchase is decided. */
@Component
class Counter {

    /** A card can be handed out between looking it up and its wave; more than once in a row it is not. */
    private static final int LOOKS = 3;

    private final CardIndex cards;
    private final PurchaseWaves waves;

    Counter(CardIndex cards, PurchaseWaves waves) {
        this.cards = cards;
        this.waves = waves;
    }

    /**
     * Decides {@code purchase} and returns when the decision is durable.
     *
     * @throws Problem 401 when the till was retired, 409 when the id stands for another purchase, 503 when it takes too long
     */
    Decision.Answered buy(Device till, Purchase purchase) {
        for (int look = 0; look < LOOKS; look++) {
            var ticket = new Ticket(till, purchase, cards.purse(purchase.card()), cards.slots());
            switch (decided(ticket)) {
                case Decision.Answered answered -> {
                    return answered;
                }
                case Decision.Conflict conflict ->
                    throw new Problem(409, "id-taken", "This id stands for another purchase.");
                case Decision.Retired retired -> throw Devices.refusal();
                case Decision.Elsewhere elsewhere -> cards.forget(purchase.card());
            }
        }
        throw overload();
    }

    private Decision decided(Ticket ticket) {
        try {
            return waves.decide(ticket);
        } catch (Overload e) {
            throw overload();
        }
    }

    private static Problem overload() {
        return new Problem(503, "overload", "The purchase was not decided in time. Ask again with the same id.");
    }
}
