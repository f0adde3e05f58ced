package dk.bykassen.card;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.tenant.Tenants;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens prepaid accounts, hands out and blocks chips, and says who may act for whom. */
@Service
@Transactional
public class Issuing {

    private final AccountStore store;
    private final ChipStore chips;
    private final ChipTrail trail;
    private final CardOrders orders;
    private final CardSettingsStore settings;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final People people;
    private final ObjectProvider<AccountJoined> joined;
    private final InstantSource clock;

    Issuing(
            AccountStore store,
            ChipStore chips,
            ChipTrail trail,
            CardOrders orders,
            CardSettingsStore settings,
            Ledger ledger,
            AuditTrail audit,
            People people,
            ObjectProvider<AccountJoined> joined,
            InstantSource clock) {
        this.store = store;
        this.chips = chips;
        this.trail = trail;
        this.orders = orders;
        this.settings = settings;
        this.ledger = ledger;
        this.audit = audit;
        this.people = people;
        this.joined = joined;
        this.clock = clock;
    }

    /** Sets the tenant's rules; what is already under way keeps those it began with. */
    public void decide(CardSettings rules) {
        settings.save(rules);
        audit.record(
                AuditTrail.ActorKind.system,
                null,
                "card.settings.changed",
                Tenants.current().slug(),
                Map.of());
    }

    /**
     * Opens an account for {@code holder}, who may act for it from now on. Returns its id.
     *
     * @param number the account number people see, unique at the tenant
     */
    public long open(long holder, String number) {
        long purse = ledger.open(AccountKind.PURSE, Tenants.current().currency());
        UUID publicId = Uuid7.next();
        long account = store.open(publicId, number, holder, purse, clock.instant());
        store.link(holder, account, MyAccount.Kind.HOLDER, clock.instant());
        audit.write(Deed.by(Actor.system(), "card.account.opened")
                .to(people.publicId(holder))
                .on(publicId));
        return account;
    }

    /** Hands out a chip; letters are read as capitals. @param printedAs what stands on it */
    public void issue(long account, String number, String printedAs) {
        UUID chip = chips.issue(account, number.toUpperCase(Locale.ROOT), printedAs, clock.instant());
        trail.turned(Actor.system(), "card.chip.issued", account, chip);
    }

    /**
     * Hands out a chip in the place of another, which is refused from the same moment. Balance, limits and history are the
     * account's and stay.
     *
     * @param oldChip its public id
     * @param newNumber as a till reads it
     * @param printedAs what stands on the new one
     * @throws IllegalArgumentException when the old one is not the account's, or was replaced before
     */
    public void replace(long account, UUID oldChip, String newNumber, String printedAs) {
        // Of two at once the later one finds it replaced: one new chip, not two.
        chips.inUse(account, oldChip)
                .flatMap(old -> chips.replace(account, old))
                .ifPresentOrElse(gone -> trail.record(Actor.system(), "card.chip.replaced", account, gone), () -> {
                    throw new IllegalArgumentException("no chip of the account to replace");
                });
        issue(account, newNumber, printedAs);
    }

    /** Stops a chip from buying until the town opens it; blocking it again changes nothing. */
    public void block(String number) {
        chips.blockByTown(number.toUpperCase(Locale.ROOT), clock.instant())
                .ifPresent(chip -> trail.turned(Actor.system(), "card.chip.blocked", chip.account(), chip.publicId()));
    }

    /** Opens a chip whoever blocked it; a replaced one stays replaced. */
    public void open(String number) {
        chips.openByTown(number.toUpperCase(Locale.ROOT))
                .ifPresent(
                        chip -> trail.turned(Actor.system(), "card.chip.activated", chip.account(), chip.publicId()));
    }

    /** Sets how people get a new card; what is ordered already keeps the terms it was ordered on. */
    public void decide(NewCards rule) {
        orders.decide(rule);
    }

    /** Lets {@code person} act for {@code account}; saying it again changes nothing. */
    public void link(long person, long account, MyAccount.Kind kind) {
        link(Actor.system(), person, account, kind);
    }

    /** As above, by somebody; false when {@code person} could act for it already. */
    public boolean link(Actor by, long person, long account, MyAccount.Kind kind) {
        if (!store.link(person, account, kind, clock.instant())) {
            return false;
        }
        AccountStore.Row opened = store.find(account).orElseThrow();
        String why = kind.name().toLowerCase(Locale.ROOT);
        audit.write(Deed.by(by, "card.link.given")
                .to(people.publicId(person))
                .on(opened.publicId())
                .with("kind", why));
        // Whoever is acted for reads it as well.
        if (opened.holderId() != person) {
            audit.write(Deed.by(by, "card.account.shared")
                    .to(people.publicId(opened.holderId()))
                    .on(opened.publicId())
                    .with("kind", why));
        }
        joined.orderedStream().forEach(part -> part.joined(person, account, kind));
        return true;
    }
}
