package dk.bykassen.card;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.tenant.Tenants;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
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
    private final InstantSource clock;

    Issuing(AccountStore store, CardSettingsStore settings, Ledger ledger, AuditTrail audit, InstantSource clock) {
        this.store = store;
        this.settings = settings;
        this.ledger = ledger;
        this.audit = audit;
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
        long account = store.open(number, holder, purse, clock.instant());
        store.link(holder, account, MyAccount.Kind.HOLDER, clock.instant());
        audit.record(AuditTrail.ActorKind.system, null, "card.account.opened", number, Map.of());
        return account;
    }

    /** Hands out a chip; letters are read as capitals. @param printedAs what stands on it */
    public void issue(long account, String number, String printedAs) {
        store.issue(account, number.toUpperCase(Locale.ROOT), printedAs, clock.instant());
    }

    /** Stops a chip from buying; blocking it again changes nothing. */
    public void block(String number) {
        if (store.block(number.toUpperCase(Locale.ROOT), clock.instant())) {
            audit.record(AuditTrail.ActorKind.system, null, "card.chip.blocked", "chip", Map.of());
        }
    }

    /** Lets {@code person} act for {@code account}; saying it again changes nothing. */
    public void link(long person, long account, MyAccount.Kind kind) {
        store.link(person, account, kind, clock.instant());
    }
}
