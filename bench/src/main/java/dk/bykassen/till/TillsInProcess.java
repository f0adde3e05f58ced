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

    private final Decider decider;
    private final Device device;

    private TillsInProcess(Decider decider, Device device) {
        this.decider = decider;
        this.device = device;
    }

    /** Who decides. */
    @FunctionalInterface
    interface Decider {
        Decision.Answered buy(Device till, Purchase purchase);
    }

    /** What the till heard. @param reason null when approved @param balance minor units; null for an unknown card */
    public record Answer(@Nullable String reason, @Nullable Long balance, boolean replayed) {}

    /** The till just added, as the device door knows it. */
    public static TillsInProcess of(ApplicationContext portal, Tenant town, Tills.AddedTill till) {
        byte[] hash = DeviceKey.parse(till.key()).orElseThrow().hash();
        Device device = Tenants.<Device, RuntimeException>inTenant(
                town,
                () -> portal.getBean(TillStore.class)
                        .byKeyHash(hash)
                        .orElseThrow()
                        .device());
        return new TillsInProcess(portal.getBean(Counter.class)::buy, device);
    }

    /** The same till, with somebody else to decide. */
    public TillsInProcess at(PlainCounter counter) {
        return new TillsInProcess(counter::buy, device);
    }

    /** Buys, and returns when the decision is durable. @param total of the lines, minor units */
    public Answer buy(UUID id, String card, Instant at, List<Line> lines, long total) {
        var purchase = new Purchase(id, card, at, total, lines);
        Decision.Answered answered = Tenants.<Decision.Answered, RuntimeException>inTenant(
                device.tenant(), () -> decider.buy(device, purchase));
        return new Answer(answered.reason(), answered.balance(), answered.replayed());
    }
}
