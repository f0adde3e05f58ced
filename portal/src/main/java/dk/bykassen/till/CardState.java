package dk.bykassen.till;

import dk.bykassen.limit.LimitSlot;
import dk.bykassen.limit.Period;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a till is told about a card; amounts in minor units.
 *
 * @param status {@code active}, {@code blocked}, {@code replaced} or {@code closed}
 */
record CardState(String card, String status, long balance, String currency, List<Limit> limits) {

    /** @param slot what is counted, in the tenant's words; @param period {@code day}, {@code week} or {@code month} */
    record Limit(String slot, String period, long limit, long left) {}

    static CardState of(CardStore.Card card, List<LimitSlot> slots, LocalDate today) {
        List<Limit> limits = new ArrayList<>();
        for (LimitSlot slot : slots) {
            for (Period period : Period.values()) {
                Long limit = card.limits().isEmpty() ? null : card.limits().get(period.place(slot.slot()));
                if (limit != null) {
                    long left = limit - card.spent().of(slot.slot(), period, today);
                    limits.add(new Limit(slot.name(), period.code(), limit, Math.max(0, left)));
                }
            }
        }
        return new CardState(
                card.number(), card.closed() ? "closed" : card.chip(), card.balance(), card.currency(), limits);
    }
}
