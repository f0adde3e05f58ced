package dk.bykassen.card;

import dk.bykassen.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order for a new card. Its number is no part of it: whoever knows that holds the card.
 *
 * @param id inside the database, as {@code account}, {@code orderedBy} and {@code oldChip}
 * @param oldChip what the new card takes the place of; null for a first card
 * @param produceAt until then it can be taken back
 * @param atPress whether the press said that it has the order
 * @param wrongTries numbers typed in vain within the day that began at {@code triesSince}
 */
public record CardOrder(
        long id,
        UUID publicId,
        long account,
        long orderedBy,
        Reason reason,
        @Nullable Long oldChip,
        Money fee,
        NewCards.Delivery delivery,
        CardOrderState state,
        Instant produceAt,
        boolean atPress,
        @Nullable Instant sentAt,
        int wrongTries,
        @Nullable Instant triesSince,
        Instant orderedAt,
        Instant changedAt) {

    /** Longer than any letter takes. */
    static final Duration POST = Duration.ofDays(14);

    /** Why somebody wants a new card. */
    public enum Reason {
        FIRST,
        /** The old one is blocked at once. */
        LOST,
        /** The old one works as well as it does until the new one is in use. */
        DEFECTIVE,
        /** The holder has another name. */
        NAME
    }

    /** Whether people are still told of it: it is under way, or came to nothing not long ago. */
    boolean isTold(Instant now) {
        return state.isUnderWay()
                || state == CardOrderState.FAILED && changedAt.plus(POST).isAfter(now);
    }

    /** Whether it is so long in the post that it will not come any more. */
    public boolean isOverdue(Instant now) {
        return state == CardOrderState.SENT
                && sentAt != null
                && !sentAt.plus(POST).isAfter(now);
    }

    @Override
    public String toString() {
        return "CardOrder " + publicId + " " + state;
    }
}
