package dk.bykassen.simulator.scenario;

import dk.bykassen.simulator.scenario.RushPlan.Turn;
import dk.bykassen.simulator.scenario.RushPlan.Visit;
import dk.bykassen.simulator.till.DemoKeys.Till;
import dk.bykassen.simulator.till.Purchase;
import dk.bykassen.simulator.till.TillAnswer;
import dk.bykassen.simulator.till.TillClient;
import dk.bykassen.simulator.till.Uuid7;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The queue before the tills: each till serves one customer after the other, all tills at the same time. */
final class LunchRush {

    private final TillClient client;
    private final InstantSource clock;
    private final RushTally tally;

    LunchRush(TillClient client, InstantSource clock, RushTally tally) {
        this.client = client;
        this.clock = clock;
        this.tally = tally;
    }

    /** Serves everyone; returns when the last has left. */
    void serve(List<Till> tills, List<Visit> visits) throws InterruptedException {
        ConcurrentLinkedQueue<Visit> queue = new ConcurrentLinkedQueue<>(visits);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> lanes = tills.stream()
                    .<Callable<Void>>map(till -> () -> {
                        for (Visit visit = queue.poll(); visit != null; visit = queue.poll()) {
                            serve(till, visit, threads);
                            tally.visitOver();
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> lane : threads.invokeAll(lanes)) {
                lane.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private void serve(Till till, Visit visit, ExecutorService threads)
            throws InterruptedException, ExecutionException {
        Purchase purchase = new Purchase(Uuid7.next(), visit.card(), clock.instant(), visit.lines());
        if (visit.turn() == Turn.REPEATED_AT_ONCE) {
            Future<TillAnswer> second = threads.submit(() -> buy(till, purchase));
            TillAnswer first = buy(till, purchase);
            compare(purchase, first, second.get());
            return;
        }
        TillAnswer answer = buy(till, purchase);
        if (visit.turn() == Turn.REPEATED) {
            compare(purchase, answer, buy(till, purchase));
        } else if (note(purchase, answer)) {
            if (visit.turn() == Turn.REVERSED) {
                reverse(till, purchase, purchase.total());
            } else if (visit.turn() == Turn.REVERSED_IN_PART) {
                reverse(till, purchase, purchase.lines().getFirst().dish().price());
            }
        }
    }

    private TillAnswer buy(Till till, Purchase purchase) throws InterruptedException {
        long start = System.nanoTime();
        TillAnswer answer = client.buy(till, purchase);
        tally.answered((System.nanoTime() - start) / 1000);
        return answer;
    }

    /** Both answers must say the same, and one of them that it is a repeat. */
    private void compare(Purchase purchase, TillAnswer first, TillAnswer second) {
        note(purchase, first);
        boolean same = first instanceof TillAnswer.Decided one
                && second instanceof TillAnswer.Decided two
                && one.agreesWith(two)
                && one.replayed() != two.replayed();
        tally.repeated(same);
        if (!(second instanceof TillAnswer.Decided)) {
            tally.failed(second);
        }
    }

    /** Counts the answer; true when it was an approval. */
    private boolean note(Purchase purchase, TillAnswer answer) {
        if (answer instanceof TillAnswer.Decided decided) {
            tally.decided(purchase.card(), purchase.total(), decided);
            return decided.approved();
        }
        tally.failed(answer);
        return false;
    }

    private void reverse(Till till, Purchase purchase, long amount) throws InterruptedException {
        TillAnswer answer = client.reverse(till, purchase.id(), Uuid7.next(), amount);
        if (answer instanceof TillAnswer.Decided decided && decided.approved()) {
            tally.reversed(purchase.card(), amount);
        } else {
            tally.failed(answer);
        }
    }
}
