package dk.bykassen;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many people at once, each on a thread of their own. */
public final class Together {

    private Together() {}

    /** What one of them does. @param <T> what comes of it */
    public interface Doing<T> {
        T run(int number) throws Exception;
    }

    /** Does {@code work} {@code times} times at once; the results in order, the first failure thrown. */
    public static <T> List<T> atOnce(int times, Doing<T> work) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<T>> all = new ArrayList<>();
            IntStream.range(0, times).forEach(number -> all.add(() -> work.run(number)));
            for (Future<T> outcome : threads.invokeAll(all)) {
                results.add(outcome.get());
            }
        }
        return results;
    }
}
