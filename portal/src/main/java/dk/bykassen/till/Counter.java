package dk.bykassen.till;

import dk.bykassen.kernel.Problem;
import dk.bykassen.limit.LimitSlot;
import dk.bykassen.tenant.Tenants;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.springframework.stereotype.Component;

/** Where a purchase is decided. */
@Component
class Counter {

    /** A card can be handed out between looking it up and its wave; more than once in a row it is not. */
    private static final int LOOKS = 3;

    private static final int AT_ONCE = 1;

    private final CardIndex cards;
    private final PurchaseWaves waves;
    private final PurchaseMonths months;

    Counter(CardIndex cards, PurchaseWaves waves, PurchaseMonths months) {
        this.cards = cards;
        this.waves = waves;
        this.months = months;
    }

    /**
     * Decides {@code purchase} and returns when the decision is durable.
     *
     * @throws Problem 401 when the till was retired, 409 when the id stands for another purchase, 422 when its month was moved
     *     away, 503 when it takes too long
     */
    Decision.Answered buy(Device till, Purchase purchase) {
        for (int look = 0; look < LOOKS; look++) {
            var ticket = new Ticket(till, purchase, cards.purse(purchase.card()), cards.slots());
            Optional<Decision.Answered> answer = settled(purchase, decided(ticket));
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw overload(AT_ONCE);
    }

    /**
     * As {@link #buy} without waiting; empty when something has to be looked up first.
     *
     * @param next where it goes on when the wave has decided
     */
    CompletableFuture<Optional<Decision.Answered>> buyFromMemory(Device till, Purchase purchase, Executor next) {
        Long purse = cards.purseInMemory(purchase.card());
        List<LimitSlot> slots = cards.slotsInMemory().orElse(null);
        if (purse == null || slots == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return waves.decideLater(new Ticket(till, purchase, purse, slots))
                .handleAsync(
                        (decision, failure) -> {
                            if (PurchaseMonths.isMissingIn(failure)) {
                                return Optional.<Decision.Answered>empty();
                            }
                            if (failure != null) {
                                throw failed(failure);
                            }
                            return Tenants.<Optional<Decision.Answered>, RuntimeException>inTenant(
                                    till.tenant(), () -> settled(purchase, decision));
                        },
                        next);
    }

    private Decision decided(Ticket ticket) {
        try {
            return waves.decide(ticket);
        } catch (Overload e) {
            throw overload(e.retryAfterSeconds());
        } catch (IllegalStateException e) {
            throw PurchaseMonths.isMissingIn(e)
                    ? months.missing(ticket.purchase().id())
                    : e;
        }
    }

    /** What the till hears; empty when the purchase has to be put to another wave. */
    private Optional<Decision.Answered> settled(Purchase purchase, Decision decision) {
        return switch (decision) {
            case Decision.Answered answered -> Optional.of(answered);
            case Decision.Conflict conflict ->
                throw new Problem(409, "id-taken", "This id stands for another purchase.");
            case Decision.Retired retired -> throw Devices.refusal();
            case Decision.Elsewhere elsewhere -> {
                cards.forget(purchase.card());
                yield Optional.empty();
            }
        };
    }

    private static RuntimeException failed(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof Overload overload
                ? overload(overload.retryAfterSeconds())
                : new IllegalStateException("a purchase could not be decided", cause);
    }

    private static Problem overload(int retryAfterSeconds) {
        return new Problem(503, "overload", "The purchase was not decided in time. Ask again with the same id.")
                .retryAfter(retryAfterSeconds);
    }
}
