package dk.bykassen.till;

import dk.bykassen.limit.LimitSlot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A purchase that waits for its wave. Whoever waits for the answer and gives up cancels it; then no wave takes it. */
record Ticket(
        Device till,
        Purchase purchase,
        byte[] fingerprint,
        @Nullable Long purse,
        List<LimitSlot> slots,
        CompletableFuture<Decision> answer) {

    Ticket(Device till, Purchase purchase, @Nullable Long purse, List<LimitSlot> slots) {
        this(till, purchase, purchase.fingerprint(till.id()), purse, slots, new CompletableFuture<>());
    }

    /** What one wave can be about: a tenant's purses of one stripe. */
    record Lane(int tenant, int stripe) {}

    Lane lane() {
        return new Lane(till.tenant().id(), Stripes.of(purse));
    }

    boolean isWaiting() {
        return !answer.isDone();
    }
}
