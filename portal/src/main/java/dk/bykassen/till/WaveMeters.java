package dk.bykassen.till;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** What an operator sees of the waves. Without tenants: there may be thousands. */
final class WaveMeters {

    private final MeterRegistry meters;
    private final DistributionSummary size;
    private final Timer time;

    WaveMeters(MeterRegistry meters, Supplier<Lanes> lanes) {
        this.meters = meters;
        Gauge.builder("bykassen.till.waiting", () -> lanes.get().waiting())
                .description("Purchases that wait for their wave's answer")
                .register(meters);
        Gauge.builder("bykassen.till.stuck", () -> lanes.get().stuck())
                .description("Lanes in which nothing has been decided for longer than a purchase waits")
                .register(meters);
        this.size = DistributionSummary.builder("bykassen.till.wave.size")
                .description("Purchases in a wave")
                .baseUnit("purchases")
                .register(meters);
        this.time = Timer.builder("bykassen.till.wave.time")
                .description("From sending a wave to its durable answer")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(meters);
    }

    void decided(int purchases, Duration took) {
        size.record(purchases);
        time.record(took);
    }

    void met(Setback setback) {
        meters.counter("bykassen.till.setbacks", "kind", name(setback)).increment();
    }

    void refused(Overload.Reason reason) {
        meters.counter("bykassen.till.refused", "reason", name(reason)).increment();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
