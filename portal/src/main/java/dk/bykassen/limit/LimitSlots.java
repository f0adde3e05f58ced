package dk.bykassen.limit;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.tenant.Tenants;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the tenant counts. */
@Service
@Transactional
public class LimitSlots {

    private final LimitStore store;
    private final AuditTrail audit;

    LimitSlots(LimitStore store, AuditTrail audit) {
        this.store = store;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public List<LimitSlot> all() {
        return store.slots();
    }

    /** Lets people switch these item groups off, as tills name them. The tenant's rules must be decided already. */
    public void offerGroups(List<String> groups) {
        store.putGroups(groups);
    }

    /** Counts these from now on; what a slot counted so far stays counted until its period ends. */
    public void decide(List<LimitSlot> slots) {
        slots.forEach(store::put);
        audit.record(
                AuditTrail.ActorKind.system,
                null,
                "limit.slots.changed",
                Tenants.current().slug(),
                Map.of("slots", slots.stream().map(LimitSlot::name).toList()));
    }
}
