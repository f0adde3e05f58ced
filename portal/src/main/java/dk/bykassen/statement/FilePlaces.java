package dk.bykassen.statement;

import dk.bykassen.kernel.Problem;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Files of a whole account are made a few at a time, since each may hold ten thousand lines in memory. Whoever comes beyond
 * that waits a moment, holding nothing. One person has no more than two at once, made or waited for: pressing a hundred times
 * keeps nobody else waiting.
 */
@Component
class FilePlaces {

    private static final int OF_ONE_PERSON = 2;
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors() / 2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore places;
    private final Duration patience;
    private final ConcurrentHashMap<Long, Integer> persons = new ConcurrentHashMap<>();

    @Autowired
    FilePlaces() {
        this(AT_ONCE, PATIENCE);
    }

    /**
     * @param atOnce how many files are made at once
     * @param patience how long one waits for its turn
     */
    FilePlaces(int atOnce, Duration patience) {
        this.places = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /**
     * What {@code work} makes. Must be called outside any transaction: whoever waits has no connection.
     *
     * @throws Problem 503 {@code overload} when there is no place, or the person has two already
     */
    <T> T taking(long person, Supplier<T> work) {
        if (persons.merge(person, 1, Integer::sum) > OF_ONE_PERSON) {
            leave(person);
            throw full();
        }
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw full();
            }
            try {
                return work.get();
            } finally {
                places.release();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw full();
        } finally {
            leave(person);
        }
    }

    private void leave(long person) {
        persons.computeIfPresent(person, (same, files) -> files == 1 ? null : files - 1);
    }

    private static Problem full() {
        return new Problem(503, "overload", "Too many files are being made at once.");
    }
}
