package dk.bykassen.tenant;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Runs the jobs of all tenants with db-scheduler: safe with several nodes, at least once, by the business clock. It can be
 * paused, so that the demo may move the clock while nothing runs.
 */
@Component
public class JobRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final DataSource platform;
    private final InstantSource clock;
    private final ObjectProvider<JobKind> kinds;
    private final ObjectProvider<Tenants> tenants;
    private final int threads;
    private volatile @Nullable Scheduler scheduler;

    JobRunner(
            @Qualifier("platformDataSource") DataSource platform,
            InstantSource clock,
            ObjectProvider<JobKind> kinds,
            ObjectProvider<Tenants> tenants,
            @Value("${bykassen.jobs.threads:8}") int threads) {
        this.platform = platform;
        this.clock = clock;
        this.kinds = kinds;
        this.tenants = tenants;
        this.threads = threads;
    }

    @Override
    public void start() {
        List<Task<?>> tasks = kinds.stream().<Task<?>>map(this::task).toList();
        Scheduler fresh = Scheduler.create(platform, tasks)
                .tableName("platform.job")
                .clock(clock::instant)
                .threads(threads)
                .pollingInterval(Duration.ofSeconds(1))
                .heartbeatInterval(Duration.ofSeconds(30))
                .executorService(Executors.newFixedThreadPool(
                        threads, Thread.ofVirtual().name("job-", 0).factory()))
                .shutdownMaxWait(Duration.ofSeconds(20))
                .build();
        fresh.start();
        scheduler = fresh;
    }

    @Override
    public void stop() {
        Scheduler running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    /** Last to start, first to stop: everything a job needs outlives it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 100;
    }

    /** Looks for due jobs now instead of within a second. */
    void nudge() {
        Scheduler running = scheduler;
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    /** Starts no further job and waits until those under way are over. */
    public void pause() throws InterruptedException {
        Scheduler running = scheduler;
        if (running != null) {
            running.pause();
            while (!running.getCurrentlyExecuting().isEmpty()) {
                Thread.sleep(20);
            }
        }
    }

    public void resume() {
        Scheduler running = scheduler;
        if (running != null) {
            running.resume();
            running.triggerCheckForDueExecutions();
        }
    }

    /** Waits until no job is due or running, at most {@code limit}; says whether that came true. */
    public boolean settle(Duration limit) throws InterruptedException {
        JdbcClient jdbc = JdbcClient.create(platform);
        long until = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < until) {
            long due = jdbc.sql("select count(*) from platform.job where execution_time <= ? or picked")
                    .param(Timestamp.from(clock.instant()))
                    .query(Long.class)
                    .single();
            Scheduler running = scheduler;
            if (due == 0 && (running == null || running.getCurrentlyExecuting().isEmpty())) {
                return true;
            }
            nudge();
            Thread.sleep(25);
        }
        return false;
    }

    private Task<Void> task(JobKind kind) {
        return Tasks.custom(kind.name(), Void.class)
                .onFailure((failed, operations) -> {
                    Duration pause = Duration.ofSeconds(1L << Math.min(12, failed.getExecution().consecutiveFailures));
                    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                    LOG.warn(
                            "job {} {} failed, again in {}: {}",
                            kind.name(),
                            failed.getExecution().getId(),
                            pause,
                            failed.getCause()
                                    .map(Object::getClass)
                                    .map(Class::getName)
                                    .orElse("no cause"));
                    operations.reschedule(failed, clock.instant().plus(pause));
                })
                .execute((instance, context) -> {
                    String[] parts = instance.getId().split(":", 2);
                    Tenant tenant = tenants.getObject().byId(Integer.parseInt(parts[0]));
                    JobKind.Outcome outcome;
                    try {
                        outcome = Tenants.<JobKind.Outcome, Exception>inTenant(
                                tenant, () -> kind.work().run(parts[1]));
                    } catch (RuntimeException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return switch (outcome) {
                        case JobKind.Done done -> new CompletionHandler.OnCompleteRemove<>();
                        case JobKind.Again again ->
                            (completed, operations) -> operations.reschedule(
                                    completed, clock.instant().plus(again.pause()));
                    };
                });
    }
}
