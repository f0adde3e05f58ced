package dk.bykassen.till;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.AuditTrail.ActorKind;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.tenant.Tenants;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The current tenant's units and their tills. */
@Component
@Transactional
public class Tills {

    private final TillStore store;
    private final Ledger ledger;
    private final Devices devices;
    private final PurchaseMonths months;
    private final AuditTrail audit;
    private final InstantSource clock;

    Tills(
            TillStore store,
            Ledger ledger,
            Devices devices,
            PurchaseMonths months,
            AuditTrail audit,
            InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.devices = devices;
        this.months = months;
        this.audit = audit;
        this.clock = clock;
    }

    /** A till just added. @param key shown now and never again: only its hash is kept */
    public record AddedTill(UUID id, String key) {

        @Override
        public String toString() {
            return "till " + id;
        }
    }

    /**
     * Opens a unit that sells, with its accounts.
     *
     * @param name such as {@code Fjordskolens kantine}; unique in the tenant
     * @param place the kind of place, such as {@code school}, which accounts may be closed to
     * @return its public id
     */
    public UUID openUnit(String name, String place) {
        UUID id = Uuid7.next();
        long unit = store.addUnit(id, name, place);
        for (int stripe = 0; stripe < Stripes.COUNT; stripe++) {
            store.addAccount(
                    unit,
                    stripe,
                    ledger.open(AccountKind.MERCHANT, Tenants.current().currency()));
        }
        months.begin();
        audit.record(ActorKind.system, null, "till.unit.opened", id, Map.of("name", name, "place", place));
        return id;
    }

    /** @throws IllegalArgumentException when there is no such unit */
    public AddedTill addTill(UUID unit, String name) {
        long inside = store.unit(unit).orElseThrow(() -> new IllegalArgumentException("no unit " + unit));
        UUID id = Uuid7.next();
        DeviceKey key = DeviceKey.next(Tenants.current().slug());
        store.addTill(id, inside, name, key.hash(), clock.instant());
        audit.record(ActorKind.system, null, "till.added", id, Map.of("unit", unit.toString(), "name", name));
        return new AddedTill(id, key.text());
    }

    /** From the next purchase on, the till's key is no longer good, on every node; again does nothing. */
    public void retire(UUID till) {
        if (store.retire(till, clock.instant())) {
            devices.forget();
            audit.record(ActorKind.system, null, "till.retired", till, Map.of());
        }
    }
}
