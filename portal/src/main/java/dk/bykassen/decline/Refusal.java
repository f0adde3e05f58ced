package dk.bykassen.decline;

import dk.bykassen.kernel.Money;
import dk.bykassen.limit.LimitForm;
import dk.bykassen.limit.LimitSlot;
import dk.bykassen.limit.Period;
import dk.bykassen.message.Notice.Obstacle;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A purchase that was declined and would be declined again.
 *
 * @param account inside the database
 * @param reason the till's reason at the time
 * @param standing what stands in the way now, as a till is told it
 * @param chip the one held to the till; null where its number is forgotten
 * @param block who blocked that chip, if it is blocked
 * @param slot the limit in the way, 1 to 8; null where none is
 * @param limit what it limits, in the tenant's words; null where it is everything
 * @param unit where it was
 */
record Refusal(
        long account,
        String reason,
        String standing,
        Instant at,
        Money total,
        @Nullable UUID chip,
        Block block,
        @Nullable Integer slot,
        @Nullable String limit,
        String unit) {

    /** Who blocked a chip: what the town blocked no citizen opens. */
    enum Block {
        NONE,
        CITIZENS,
        TOWNS
    }

    Obstacle obstacle() {
        return switch (standing) {
            case "insufficient_funds" -> Obstacle.NO_MONEY;
            case "day_limit" -> Obstacle.DAY_LIMIT;
            case "week_limit" -> Obstacle.WEEK_LIMIT;
            case "month_limit" -> Obstacle.MONTH_LIMIT;
            case "place_not_allowed" -> Obstacle.PLACE;
            case "group_not_allowed" -> Obstacle.GROUP;
            case "allergen" -> Obstacle.ALLERGEN;
            case "card_blocked" ->
                switch (block) {
                    case CITIZENS -> Obstacle.BLOCKED;
                    case TOWNS -> Obstacle.BLOCKED_BY_TOWN;
                    case NONE -> Obstacle.NOT_IN_USE;
                };
            case "account_closed" -> Obstacle.CLOSED;
            default -> throw new IllegalStateException("unheard-of reason " + standing);
        };
    }

    /** Where it is mended. @param home the account's page */
    String mend(String home) {
        return switch (obstacle()) {
            case NO_MONEY -> home + "/top-up";
            case DAY_LIMIT, WEEK_LIMIT, MONTH_LIMIT ->
                home + "/limits" + field().map(field -> "#" + field).orElse("");
            case PLACE, GROUP, ALLERGEN -> home + "/limits";
            case BLOCKED -> home + "/cards/" + chip + "/activate";
            case BLOCKED_BY_TOWN -> "/contact";
            case NOT_IN_USE, CLOSED -> home;
        };
    }

    /** The field of the limits' page that holds the limit in the way. */
    private Optional<String> field() {
        Period period = Period.values()[obstacle().ordinal() - Obstacle.DAY_LIMIT.ordinal()];
        return Optional.ofNullable(slot).map(number -> LimitForm.amountField(LimitSlot.ofAll(number, ""), period));
    }
}
