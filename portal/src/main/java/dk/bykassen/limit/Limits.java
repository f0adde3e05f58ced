package dk.bykassen.limit;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.tenant.Tenants;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * <i>Maks forbrug</i> and <i>Forbrugssteder</i>. A change, up or down, holds from the next purchase on; what is already spent
 * stays counted, so a limit below it refuses until the period ends.
 */
@Service
@Transactional
class Limits {

    private final LimitStore store;
    private final Accounts accounts;
    private final Places places;
    private final People people;
    private final AuditTrail audit;
    private final InstantSource clock;

    Limits(LimitStore store, Accounts accounts, Places places, People people, AuditTrail audit, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.places = places;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a change leads to. */
    sealed interface Outcome {}

    record Done() implements Outcome {}

    /** Somebody else changed the same limits meanwhile: nothing was done. */
    record Overtaken(AccountLimits now) implements Outcome {}

    @Transactional(readOnly = true)
    public AccountLimits of(MyAccount account) {
        LimitStore.Kept kept = store.find(account.id()).orElse(new LimitStore.Kept(Rule.none(), null, null));
        LocalDate today = Tenants.current().dayOf(clock.instant());
        return new AccountLimits(
                kept.rule(),
                store.slots(),
                places.byKind(),
                store.groups(),
                store.spent(account.purseId()),
                today,
                change(kept),
                accounts.mayDecide(account));
    }

    /** @param rule with the version it was read as */
    public Outcome change(SignedIn by, MyAccount account, Rule rule) {
        Rule before = store.find(account.id()).map(LimitStore.Kept::rule).orElse(Rule.none());
        if (saysTheSame(before, rule)) {
            return new Done();
        }
        if (!store.replace(account.id(), rule, by.personId(), clock.instant())) {
            return new Overtaken(of(account));
        }
        audit.write(Deed.by(Actor.citizen(by.publicId()), "limit.changed")
                .to(people.publicId(account.holderId()))
                .on(account.publicId())
                .with("old", told(before))
                .with("new", told(rule)));
        return new Done();
    }

    private AccountLimits.@Nullable Change change(LimitStore.Kept kept) {
        if (kept.changedBy() == null || kept.changedAt() == null) {
            return null;
        }
        String name = people.names(List.of(kept.changedBy())).getOrDefault(kept.changedBy(), "");
        return new AccountLimits.Change(name, kept.changedAt());
    }

    private static boolean saysTheSame(Rule one, Rule other) {
        return Objects.equals(one.limits(), other.limits())
                && one.placesOff().equals(other.placesOff())
                && one.groupsOff().equals(other.groupsOff())
                && one.allergens().equals(other.allergens());
    }

    /** For the trail: amounts and switches. Allergens are about somebody's health: only how many. */
    private static Map<String, Object> told(Rule rule) {
        var told = new LinkedHashMap<String, Object>();
        var amounts = new ArrayList<String>();
        for (int slot = 1; slot <= LimitSlot.MOST; slot++) {
            for (Period period : Period.values()) {
                Long limit = rule.limit(slot, period);
                if (limit != null) {
                    amounts.add(slot + "/" + period.code() + "=" + limit);
                }
            }
        }
        told.put("limits", amounts);
        told.put("placesOff", rule.placesOff());
        told.put("groupsOff", rule.groupsOff());
        told.put("allergens", rule.allergens().size());
        return told;
    }
}
