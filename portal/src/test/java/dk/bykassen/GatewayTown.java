package dk.bykassen;

import dk.bykassen.TestTown.TownTest;
import dk.bykassen.identity.People;
import dk.bykassen.kernel.Money;
import dk.bykassen.payment.GatewayAccounts;
import dk.bykassen.payment.Payments;
import dk.bykassen.payment.gateway.nexi.NexiPeer;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.tenant.Tenant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A town with a payment gateway, on a Monday morning. Jobs rest: a test says when one runs. */
@TownTest
public abstract class GatewayTown {

    protected static final Locale DANISH = Locale.of("da");

    @Autowired
    protected ApplicationContext portal;

    @Autowired
    protected Founding founding;

    @Autowired
    protected People people;

    @Autowired
    protected Payments payments;

    @Autowired
    protected GatewayAccounts gateways;

    @Autowired
    protected JobRunner jobs;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected TransactionTemplate transactions;

    @Autowired
    protected TestTown.MovableClock clock;

    protected final NexiPeer peer = new NexiPeer();
    protected Tenant town;

    @BeforeEach
    protected void found() throws InterruptedException {
        jobs.pause();
        clock.set("2026-11-23T10:00:00Z");
        town = TestTown.found(founding);
        with(() -> {
            gateways.set("nexi", peer.access());
            return true;
        });
    }

    @AfterEach
    protected void leave() {
        peer.close();
        clock.reset();
        jobs.resume();
    }

    /** Runs in a transaction for the town. */
    protected <T> T with(Supplier<T> work) {
        return TestTown.in(town, () -> transactions.execute(status -> work.get()));
    }

    /** Runs for the town, outside any transaction. */
    protected <T> T at(Supplier<T> work) {
        return TestTown.in(town, work::get);
    }

    protected Money kroner(long kroner) {
        return Money.of(kroner * 100, "DKK");
    }

    protected NexiPeer.Entry inTheGatewaysBooks(UUID payment) {
        String reference = with(() -> payments.find(payment).orElseThrow()).reference();
        return peer.entries().stream()
                .filter(entry -> entry.reference().equals(reference))
                .findFirst()
                .orElseThrow();
    }
}
