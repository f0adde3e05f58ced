package dk.bykassen.payment.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps a slow gateway from taking the portal down with it: a bounded number of calls at once, and never one inside a
 * transaction, whose database connection it would hold.
 */
public final class BoundedGateway implements Gateway {

    private final Gateway gateway;
    private final Semaphore places;
    private final Duration patience;
    private final MeterRegistry metrics;

    /** @param patience how long a call may wait for its turn before it is not sent at all */
    public BoundedGateway(Gateway gateway, int atOnce, Duration patience, MeterRegistry metrics) {
        this.gateway = gateway;
        this.places = new Semaphore(atOnce, true);
        this.patience = patience;
        this.metrics = metrics;
    }

    @Override
    public String provider() {
        return gateway.provider();
    }

    @Override
    public Opening open(GatewayAccess access, GatewayOrder order) {
        return inTurn("open", () -> gateway.open(access, order), new Opening.NotSent());
    }

    @Override
    public Charging charge(GatewayAccess access, String token, GatewayOrder order) {
        return inTurn("charge", () -> gateway.charge(access, token, order), new Charging.NotSent());
    }

    @Override
    public ChargeTruth askCharge(GatewayAccess access, String token, UUID chargeId) {
        return inTurn("askCharge", () -> gateway.askCharge(access, token, chargeId), new ChargeTruth.NoAnswer());
    }

    @Override
    public Truth ask(GatewayAccess access, String gatewayPaymentId) {
        return inTurn("ask", () -> gateway.ask(access, gatewayPaymentId), new Truth.NoAnswer());
    }

    @Override
    public Closing close(GatewayAccess access, String gatewayPaymentId, Truth.Found truth) {
        return inTurn("close", () -> gateway.close(access, gatewayPaymentId, truth), new Closing.NoAnswer());
    }

    @Override
    public Optional<GatewayNews> read(byte[] body) {
        return gateway.read(body);
    }

    private <A> A inTurn(String name, Supplier<A> call, A notSent) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a gateway is not called inside a transaction");
        }
        try {
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return notSent;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return notSent;
        }
        long begin = System.nanoTime();
        try {
            A answer = call.get();
            metrics.timer(
                            "bykassen.gateway.call",
                            "call",
                            name,
                            "answer",
                            answer.getClass().getSimpleName())
                    .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
            return answer;
        } finally {
            places.release();
        }
    }
}
