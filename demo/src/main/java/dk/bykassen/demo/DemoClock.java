package dk.bykassen.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * Business time that can be moved: it runs on from wherever it was set. It survives a restart as the data do, because time
 * that jumped back would stand before what has happened already.
 */
@Component
@Primary
class DemoClock implements InstantSource {

    private static final Duration FARTHEST = Duration.ofDays(3_660);

    private final Path file;
    private volatile Duration offset;

    DemoClock(DemoOptions options) {
        file = options.data().resolve("clock");
        offset = read(file);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    /** @throws DateTimeException when that is farther away than anything a demonstration shows */
    void set(Instant moment) {
        Duration fresh = Duration.between(Instant.now(), moment);
        if (fresh.abs().compareTo(FARTHEST) > 0) {
            throw new DateTimeException("the demo's clock moves by at most " + FARTHEST.toDays() + " days");
        }
        keep(fresh);
    }

    /** @throws DateTimeException or ArithmeticException as {@link #set} */
    void advance(Duration step) {
        set(instant().plus(step));
    }

    void reset() {
        keep(Duration.ZERO);
    }

    boolean isMoved() {
        return !offset.isZero();
    }

    private void keep(Duration fresh) {
        try {
            Path written = Files.writeString(file.resolveSibling("clock.new"), fresh.toString());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the clock cannot be kept in " + file, e);
        }
        offset = fresh;
    }

    private static Duration read(Path file) {
        try {
            return Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO;
        } catch (IOException | DateTimeException unreadable) {
            return Duration.ZERO;
        }
    }
}
