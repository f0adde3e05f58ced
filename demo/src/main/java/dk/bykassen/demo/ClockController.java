package dk.bykassen.demo;

import dk.bykassen.tenant.JobRunner;
import dk.bykassen.web.Open;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Moves the portal's clock; the simulator's {@code /control/clock} asks here and moves its own along. */
@RestController
@Open
class ClockController {

    private static final ZoneId HERE = ZoneId.of("Europe/Copenhagen");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DemoClock clock;
    private final JobRunner jobs;
    private final OutsideClock world;

    ClockController(DemoClock clock, JobRunner jobs, OutsideClock world) {
        this.clock = clock;
        this.jobs = jobs;
        this.world = world;
    }

    /** One of the three: a moment, an ISO 8601 duration, or the word to go back to real time. */
    record Move(
            @Nullable OffsetDateTime now,
            @Nullable Duration advance,
            @Nullable Boolean reset) {}

    @GetMapping("/demo/clock")
    Map<String, Object> read() {
        return Map.of("now", shown(clock.instant()), "moved", clock.isMoved());
    }

    /** Pauses the jobs, moves the clock, runs what has fallen due, then answers. */
    @PostMapping("/demo/clock")
    synchronized ResponseEntity<Map<String, Object>> move(@RequestBody Move move) throws InterruptedException {
        jobs.pause();
        try {
            apply(move);
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return ResponseEntity.badRequest().body(Map.of("error", "There is no such moment."));
        } finally {
            jobs.resume();
        }
        boolean settled = jobs.settle(PATIENCE);
        return ResponseEntity.status(settled ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(Map.of("now", shown(clock.instant()), "moved", clock.isMoved(), "settled", settled));
    }

    /** The front door's form. Goes by way of the simulator, so that the world outside comes along. */
    @PostMapping(path = "/demo/clock/move", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> moveWorld(@RequestParam @Nullable Duration advance) throws InterruptedException {
        world.move(advance);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/#clock"))
                .build();
    }

    private void apply(Move move) {
        if (move.now() != null) {
            clock.set(move.now().toInstant());
        } else if (move.advance() != null) {
            clock.advance(move.advance());
        } else if (Boolean.TRUE.equals(move.reset())) {
            clock.reset();
        }
    }

    private static String shown(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS)
                .atZone(HERE)
                .toOffsetDateTime()
                .toString();
    }
}
