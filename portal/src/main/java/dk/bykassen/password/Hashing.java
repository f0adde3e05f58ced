package dk.bykassen.password;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import java.text.Normalizer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id: m = 19 MiB, t = 2, p = 1 (OWASP Password Storage Cheat Sheet). Each costs a core some
 * tens of milliseconds, so no more are under way than there are cores, and few wait. They run on platform threads: on a
 * virtual one a hash would hold its carrier, and every page with it, where the kernel shares a core out fairly.
 */
@Component
class Hashing {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    /** A place in the queue is worth this long; whoever waited so long is sent away like those who found it full. */
    private static final long PATIENCE_SECONDS = 5;

    private final Argon2PasswordEncoder argon2;
    private final ThreadPoolExecutor workers;
    private final Timer timer;
    /** Somebody without a password costs the same work as somebody with one. */
    private final String nobodys;

    Hashing(
            MeterRegistry meters,
            @Value("${bykassen.password.memory-kib:19456}") int memory,
            @Value("${bykassen.password.passes:2}") int passes,
            @Value("${bykassen.password.waiting:32}") int waiting) {
        this.argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, memory, passes);
        int cores = Runtime.getRuntime().availableProcessors();
        this.workers = new ThreadPoolExecutor(
                cores,
                cores,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(waiting),
                Thread.ofPlatform().daemon().name("password-", 0).factory());
        this.workers.allowCoreThreadTimeOut(true);
        this.timer = Timer.builder("bykassen.password.hash")
                .description("Argon2id, without the wait for a core")
                .register(meters);
        this.nobodys = argon2.encode("");
    }

    /** The stored form of {@code password}. @throws Busy when too many wait already */
    String hash(String password) {
        String normal = normal(password);
        return run(() -> encode(normal));
    }

    /**
     * Whether {@code password} is the one behind {@code stored}. Where nothing is stored the answer is no, after the same
     * work.
     *
     * @throws Busy when too many wait already
     */
    boolean fits(String password, @Nullable String stored) {
        String normal = normal(password);
        boolean possible = stored != null && normal.codePointCount(0, normal.length()) <= Rules.LONGEST;
        String compared = possible && stored != null ? stored : nobodys;
        String tried = normal.length() > 2 * Rules.LONGEST ? normal.substring(0, 2 * Rules.LONGEST) : normal;
        return run(() -> argon2.matches(tried, compared)) && possible;
    }

    /** Whether {@code stored} was made with weaker parameters than today's. */
    boolean isOutdated(String stored) {
        return argon2.upgradeEncoding(stored);
    }

    /** How many hashes were computed since the start. */
    long computed() {
        return timer.count();
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }

    /** The same password typed on another keyboard may come as other code points (NIST SP 800-63B, 3.1.1.2: NFKC). */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private String encode(String normal) {
        String hash = argon2.encode(normal);
        if (hash == null) {
            throw new IllegalStateException("nothing was hashed");
        }
        return hash;
    }

    private <T> T run(Callable<T> work) {
        Future<T> answer;
        try {
            answer = workers.submit(() -> timer.recordCallable(work));
        } catch (RejectedExecutionException full) {
            throw new Busy();
        }
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException tooLong) {
            answer.cancel(false);
            throw new Busy();
        } catch (InterruptedException stopped) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw new Busy();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a password could not be hashed", failed.getCause());
        }
    }
}
