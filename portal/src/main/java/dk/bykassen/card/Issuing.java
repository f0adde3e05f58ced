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
    private final CardSettingsStore settings;
    private final Ledger ledger;
    private final AuditTrail audit;
    private final People people;
    private final ObjectProvider<ChipTurned> listeners;
    private final ObjectProvider<AccountJoined> joined;
    private final InstantSource clock;

    Issuing(
            AccountStore store,
            CardSettingsStore settings,
            Ledger ledger,
            AuditTrail audit,
            People people,
            ObjectProvider<ChipTurned> listeners,
            ObjectProvider<AccountJoined> joined,
            InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.ledger = ledger;
        this.audit = audit;
        this.people = people;
        this.listeners = listeners;
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
        UUID publicId = Uuid7.next();
        store.issue(publicId, account, number.toUpperCase(Locale.ROOT), printedAs, clock.instant());
        audit.write(
                Deed.by(Actor.system(), "card.chip.issued").to(holder(account)).on(publicId));
    }

    /** Stops a chip from buying; blocking it again changes nothing. */
    public void block(String number) {
        store.block(number.toUpperCase(Locale.ROOT), clock.instant()).ifPresent(chip -> {
            audit.write(Deed.by(Actor.system(), "card.chip.blocked")
                    .to(holder(chip.account()))
                    .on(chip.publicId()));
            listeners.forEach(listener -> listener.turned(chip.account()));
        });
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

    private UUID holder(long account) {
        return people.publicId(store.find(account).orElseThrow().holderId());
    }
}
