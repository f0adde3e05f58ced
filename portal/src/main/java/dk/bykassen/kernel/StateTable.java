package dk.bykassen.kernel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The states of one kind of thing and the named events that lead from one to the next; whatever is not in the table does
 * not happen. The diagram in the documents and the test of every edge and every non-edge are made from it.
 *
 * @param <S> the states
 * @param <E> the events
 */
public final class StateTable<S extends Enum<S>, E extends Enum<E>> {

    /** One edge. */
    public record Edge<S, E>(S from, E event, S to) {}

    private final Class<S> states;
    private final S initial;
    private final List<Edge<S, E>> edges;

    private StateTable(Class<S> states, S initial, List<Edge<S, E>> edges) {
        this.states = states;
        this.initial = initial;
        this.edges = List.copyOf(edges);
    }

    public static <S extends Enum<S>, E extends Enum<E>> Builder<S, E> startingIn(Class<S> states, S initial) {
        return new Builder<>(states, initial);
    }

    /** Where {@code event} leads from {@code from}; empty when it is refused there. */
    public Optional<S> next(S from, E event) {
        return edges.stream()
                .filter(edge -> edge.from() == from && edge.event() == event)
                .map(Edge::to)
                .findFirst();
    }

    /** The states from which {@code event} leads to {@code to}: the guard of a compare-and-set in SQL. */
    public Set<S> before(E event, S to) {
        Set<S> found = EnumSet.noneOf(states);
        edges.stream().filter(edge -> edge.event() == event && edge.to() == to).forEach(edge -> found.add(edge.from()));
        return found;
    }

    /** A state that nothing leaves. */
    public boolean isFinal(S state) {
        return edges.stream().noneMatch(edge -> edge.from() == state);
    }

    public S initial() {
        return initial;
    }

    public List<Edge<S, E>> edges() {
        return edges;
    }

    /** The table as a Mermaid state diagram, for the generated documents. */
    public String diagram() {
        var text = new StringBuilder("stateDiagram-v2\n    [*] --> ")
                .append(initial)
                .append('\n');
        edges.forEach(edge -> text.append("    ")
                .append(edge.from())
                .append(" --> ")
                .append(edge.to())
                .append(": ")
                .append(edge.event())
                .append('\n'));
        for (S state : states.getEnumConstants()) {
            if (isFinal(state)) {
                text.append("    ").append(state).append(" --> [*]\n");
            }
        }
        return text.toString();
    }

    /** Collects the edges; refuses a second edge for the same state and event. */
    public static final class Builder<S extends Enum<S>, E extends Enum<E>> {
        private final Class<S> states;
        private final S initial;
        private final List<Edge<S, E>> edges = new ArrayList<>();

        private Builder(Class<S> states, S initial) {
            this.states = states;
            this.initial = initial;
        }

        public Builder<S, E> edge(S from, E event, S to) {
            if (edges.stream().anyMatch(known -> known.from() == from && known.event() == event)) {
                throw new IllegalArgumentException(event + " from " + from + " leads to two states");
            }
            edges.add(new Edge<>(from, event, to));
            return this;
        }

        public StateTable<S, E> build() {
            return new StateTable<>(states, initial, edges);
        }
    }
}
