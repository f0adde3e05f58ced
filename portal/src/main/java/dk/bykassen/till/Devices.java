package dk.bykassen.till;

import dk.bykassen.device.Call;
import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
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

    /** Does {@code work} for the till whose key the call carries. @throws Problem 401 */
    <T> T serve(Call call, Function<Device, T> work) {
        DeviceKey key = key(call);
        return forTenantOf(key, () -> work.apply(lookedUp(key)));
    }

    /** As {@link #serve}, for work that finds out itself whether the till has been retired since it was last seen. */
    <T> T serveAsKnown(Call call, Function<Device, T> work) {
        DeviceKey key = key(call);
        return forTenantOf(key, () -> work.apply(remembered(key)));
    }

    /** As {@link #serveAsKnown} without ever waiting; empty when the till is not in memory. @throws Problem 401 */
    <T> Optional<T> serveFromMemory(Call call, Function<Device, T> work) {
        DeviceKey key = key(call);
        return forTenantOf(key, () -> inMemory(nameOf(key)).map(work));
    }

    /** Looks the key up afresh next time. */
    void forget() {
        known.clear();
    }

    static Problem refusal() {
        return new Problem(401, "unknown-key", "The request carries no key of a till of this tenant.");
    }

    private static DeviceKey key(Call call) {
        return Optional.ofNullable(call.header("Authorization"))
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .flatMap(header -> DeviceKey.parse(header.substring(7).strip()))
                .orElseThrow(Devices::refusal);
    }

    private <T> T forTenantOf(DeviceKey key, ScopedValue.CallableOp<T, RuntimeException> work) {
        // At a host of no tenant the key says whose it is; at a tenant's host both must agree.
        Tenant tenant = Tenants.bound()
                .or(() -> tenants.bySlug(key.slug()))
                .filter(found -> found.slug().equals(key.slug()))
                .orElseThrow(Devices::refusal);
        try (var logged = MDC.putCloseable("tenant", tenant.slug())) {
            return Tenants.<T, RuntimeException>inTenant(tenant, work);
        }
    }

    private Device remembered(DeviceKey key) {
        String name = nameOf(key);
        return inMemory(name).orElseGet(() -> {
            Device device = lookedUp(key);
            if (known.size() >= KEPT) {
                known.clear();
            }
            known.put(name, device);
            return device;
        });
    }

    private Optional<Device> inMemory(String name) {
        return Optional.ofNullable(known.get(name))
                .filter(device -> device.tenant().equals(Tenants.current()));
    }

    private static String nameOf(DeviceKey key) {
        return HexFormat.of().formatHex(key.hash());
    }

    private Device lookedUp(DeviceKey key) {
        byte[] hash = key.hash();
        return store.byKeyHash(hash)
                .filter(found -> MessageDigest.isEqual(found.keyHash(), hash))
                .map(TillStore.Found::device)
                .orElseThrow(Devices::refusal);
    }
}
