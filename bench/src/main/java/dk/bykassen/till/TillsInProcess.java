package dk.bykassen.till;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** A till that stands inside the program: purchases as the device door hands them on, without a wire. For benchmarks. */
public final class TillsInProcess {

    private final Counter counter;
    private final Device device;

    private TillsInProcess(Counter counter, Device device) {
        this.counter = counter;
        this.device = device;
    }

    /** The till just added, as the device door knows it. */
    public static TillsInProcess of(ApplicationContext portal, Tenant town, Tills.AddedTill till) {
        byte[] hash = DeviceKey.parse(till.key()).orElseThrow().hash();
        Device device = Tenants.<Device, RuntimeException>inTenant(
                town,
                () -> portal.getBean(TillStore.class)
                        .byKeyHash(hash)
                        .orElseThrow()
                        .device());
        return new TillsInProcess(portal.getBean(Counter.class), device);
    }

    /**
     * Buys, and returns when the decision is durable.
     *
     * @return null when approved, else the reason why not
     */
    public @Nullable String buy(UUID id, String card, List<Line> lines) {
        long total = lines.stream().mapToLong(Line::amount).sum();
        var purchase = new Purchase(id, card, Instant.now(), total, lines);
        return Tenants.<Decision.Answered, RuntimeException>inTenant(
                        device.tenant(), () -> counter.buy(device, purchase))
                .reason();
    }
}
