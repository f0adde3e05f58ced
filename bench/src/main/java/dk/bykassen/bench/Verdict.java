package dk.bykassen.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a till is told, as a small number: millions of them are kept during a run. */
final class Verdict {

    static final int APPROVED = 0;
    static final int CARD_BLOCKED = 2;
    static final int INSUFFICIENT_FUNDS = 4;
    static final int DAY_LIMIT = 5;
    static final int PLACE_NOT_ALLOWED = 8;
    static final int ALLERGEN = 10;
    /** No decision came: the purchase may be kept or not. */
    static final int NONE = -1;

    private static final List<String> REASONS = List.of(
            "approved",
            "unknown_card",
            "card_blocked",
            "account_closed",
            "insufficient_funds",
            "day_limit",
            "week_limit",
            "month_limit",
            "place_not_allowed",
            "group_not_allowed",
            "allergen");

    private Verdict() {}

    /** @param reason null when approved */
    static int of(@Nullable String reason) {
        int verdict = reason == null ? APPROVED : REASONS.indexOf(reason);
        Unverified.unless(verdict >= 0, "declined for a reason nobody knows: " + reason);
        return verdict;
    }

    /** Null for {@link #APPROVED}. */
    static @Nullable String reason(int verdict) {
        return verdict == APPROVED ? null : REASONS.get(verdict);
    }
}
