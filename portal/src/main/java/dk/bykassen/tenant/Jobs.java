package dk.bykassen.tenant;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The outbox. A job is written in the transaction that needs it: it exists exactly when the change it follows exists. The
 * runner picks it up at once after the commit, or another node does within a second.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Jobs {

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final JobRunner runner;

    Jobs(JdbcClient jdbc, InstantSource clock, JobRunner runner) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.runner = runner;
    }

    /** As {@link #enqueue(String, Object, Instant)}, at once. */
    public void enqueue(String kind, Object id) {
        enqueue(kind, id, clock.instant());
    }

    /**
     * Writes a job of {@code kind} for the current tenant; {@code id} says what it is about. A waiting job of the same kind
     * and id is only moved to the earlier time of the two.
     */
    public void enqueue(String kind, Object id, Instant when) {
        jdbc.sql("""
                insert into platform.job (task_name, task_instance, execution_time, picked, version, priority)
                values (:kind, :instance, :when, false, 1, 50)
                on conflict (task_name, task_instance) do update
                set execution_time = least(job.execution_time, excluded.execution_time), version = job.version + 1
                where not job.picked
                """)
                .param("kind", kind)
                .param("instance", Tenants.current().id() + ":" + id)
                .param("when", Timestamp.from(when))
                .update();
        if (!when.isAfter(clock.instant())) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    runner.nudge();
                }
            });
        }
    }
}
