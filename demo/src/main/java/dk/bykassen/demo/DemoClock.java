package dk.bykassen.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * Business time that can be moved: it runs on from wherever it was set. A restart sets it right again, so that nobody
 * wonders weeks later why it is still March.
 */
@Component
@Primary
class DemoClock implements InstantSource {

    /** How far from real time; null while it tells real time. */
    private volatile @Nullable Duration offset;

    @Override
    public Instant instant() {
        Duration moved = offset;
        return moved == null ? Instant.now() : Instant.now().plus(moved);
    }

    void set(Instant moment) {
        offset = Duration.between(Instant.now(), moment);
    }

    void advance(Duration step) {
        set(instant().plus(step));
    }

    void reset() {
        offset = null;
    }

    boolean isMoved() {
        return offset != null;
    }
}
