package dk.bykassen.simulator.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Things ordered to go wrong a number of times, in the order they were ordered. They do not survive a restart. */
public final class Orders<T> {

    private final List<T> waiting = new ArrayList<>();

    public synchronized void add(T order, int times) {
        for (int i = 0; i < times; i++) {
            waiting.add(order);
        }
    }

    /** Takes the first order that fits, once. */
    public synchronized Optional<T> take(Predicate<T> fits) {
        for (int i = 0; i < waiting.size(); i++) {
            if (fits.test(waiting.get(i))) {
                return Optional.of(waiting.remove(i));
            }
        }
        return Optional.empty();
    }

    public synchronized void clear() {
        waiting.clear();
    }

    public synchronized List<T> waiting() {
        return List.copyOf(waiting);
    }
}
