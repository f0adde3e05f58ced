package dk.bykassen.till;

import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * Who stands at the device door. Whatever is wrong with a key - missing, misspelt, unknown, retired, another tenant's - the
 * answer is the same 401.
 */
@Component
class Devices {

    private static final int KEPT = 10_000;

    private final Tenants tenants;
    private final TillStore store;
    /** Only for purchases: their wave looks again whether the till is retired, in the transaction that decides. */
    private final Map<String, Device> known = new ConcurrentHashMap<>();

    Devices(Tenants tenants, TillStore store) {
        this.tenants = tenants;
        this.store = store;
    }

    /** Does {@code work} for the till whose key the request carries. @throws Problem 401 */
    <T> T serve(HttpServletRequest request, Function<Device, T> work) {
        return serve(request, false, work);
    }

    /** As {@link #serve}, for work that finds out itself whether the till has been retired since it was last seen. */
    <T> T serveAsKnown(HttpServletRequest request, Function<Device, T> work) {
        return serve(request, true, work);
    }

    /** Looks the key up afresh next time. */
    void forget() {
        known.clear();
    }

    static Problem refusal() {
        return new Problem(401, "unknown-key", "The request carries no key of a till of this tenant.");
    }

    private <T> T serve(HttpServletRequest request, boolean fromMemory, Function<Device, T> work) {
        DeviceKey key = Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .flatMap(header -> DeviceKey.parse(header.substring(7).strip()))
                .orElseThrow(Devices::refusal);
        // At a host of no tenant the key says whose it is; at a tenant's host both must agree.
        Tenant tenant = Tenants.bound()
                .or(() -> tenants.bySlug(key.slug()))
                .filter(found -> found.slug().equals(key.slug()))
                .orElseThrow(Devices::refusal);
        try (var logged = MDC.putCloseable("tenant", tenant.slug())) {
            return Tenants.<T, RuntimeException>inTenant(
                    tenant, () -> work.apply(fromMemory ? remembered(key) : lookedUp(key)));
        }
    }

    private Device remembered(DeviceKey key) {
        String hash = HexFormat.of().formatHex(key.hash());
        Device device = known.get(hash);
        if (device == null || !device.tenant().equals(Tenants.current())) {
            device = lookedUp(key);
            if (known.size() >= KEPT) {
                known.clear();
            }
            known.put(hash, device);
        }
        return device;
    }

    private Device lookedUp(DeviceKey key) {
        byte[] hash = key.hash();
        return store.byKeyHash(hash)
                .filter(found -> MessageDigest.isEqual(found.keyHash(), hash))
                .map(TillStore.Found::device)
                .orElseThrow(Devices::refusal);
    }
}
