package dk.bykassen.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Callers inside this program: each on a thread of its own, each asking again as soon as it is answered. */
final class Callers {

    private Callers() {}

    /** What a caller does over and over. */
    interface Act {
        void once() throws Exception;
    }

    /** Lets them work for one turn. @param acts what caller 0, 1, … does */
    static Sample run(BenchOptions options, Meter meter, IntFunction<Act> acts)
            throws InterruptedException, ExecutionException {
        List<Callable<long[]>> callers = new ArrayList<>();
        Meter.Reading before = meter.read();
        long until = before.nanos() + options.turn().toNanos();
        for (int number = 0; number < options.size().callers(); number++) {
            Act act = acts.apply(number);
            callers.add(() -> work(act, until));
        }
        List<long[]> latencies = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<long[]> caller : threads.invokeAll(callers)) {
                latencies.add(caller.get());
            }
        }
        Meter.Reading after = meter.read();
        long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Sample(all, after.since(before));
    }

    private static long[] work(Act act, long until) throws Exception {
        long[] latencies = new long[1024];
        int count = 0;
        for (long begin = System.nanoTime(); begin < until; ) {
            act.once();
            long end = System.nanoTime();
            if (count == latencies.length) {
                latencies = Arrays.copyOf(latencies, count * 2);
            }
            latencies[count++] = end - begin;
            begin = end;
        }
        return Arrays.copyOf(latencies, count);
    }
}
