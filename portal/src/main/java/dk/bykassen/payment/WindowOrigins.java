package dk.bykassen.payment;

import dk.bykassen.payment.gateway.Gateway;
import dk.bykassen.payment.gateway.GatewayAccess;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.OutsideForms;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Paying ends at the gateway's window. Asked for with every page, so it is remembered for a while. */
@Component
class WindowOrigins implements OutsideForms {

    private static final Logger LOG = LoggerFactory.getLogger(WindowOrigins.class);
    private static final Duration FRESH = Duration.ofSeconds(30);

    private record Known(List<String> origins, long readAt) {}

    private final Map<Integer, Known> known = new ConcurrentHashMap<>();
    private final Gateway gateway;
    private final GatewayAccounts accounts;

    WindowOrigins(Gateway gateway, GatewayAccounts accounts) {
        this.gateway = gateway;
        this.accounts = accounts;
    }

    @Override
    public Collection<String> origins(Tenant tenant) {
        Known before = known.get(tenant.id());
        if (before != null && System.nanoTime() - before.readAt() < FRESH.toNanos()) {
            return before.origins();
        }
        try {
            List<String> origins = accounts.find(gateway.provider()).map(GatewayAccess::windowOrigin).stream()
                    .toList();
            known.put(tenant.id(), new Known(origins, System.nanoTime()));
            return origins;
        } catch (DataAccessException | TransactionException databaseGone) {
            // The page that says so must still be written.
            LOG.warn(
                    "the gateway account could not be read: {}",
                    databaseGone.getClass().getName());
            return before == null ? List.of() : before.origins();
        }
    }
}
