package dk.bykassen.simulator.clock;

import dk.bykassen.simulator.store.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The time the simulated world believes in: real time plus an offset that survives a restart. */
public final class SimulatorClock implements InstantSource {

    private static final String OFFSET = "clock.offset";

    private final Settings settings;
    private volatile Duration offset;

    public SimulatorClock(Settings settings) {
        this.settings = settings;
        this.offset = settings.get(OFFSET).map(Duration::parse).orElse(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset).truncatedTo(ChronoUnit.MILLIS);
    }

    /** From here on it is the given time. */
    public void set(Instant now) {
        offset = Duration.between(Instant.now(), now);
        settings.put(OFFSET, offset.toString());
    }
}
