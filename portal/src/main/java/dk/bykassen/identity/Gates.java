package dk.bykassen.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks the gates that stand before every page, and keeps with the session that they were passed. */
@Service
class Gates {

    private final List<Gate> gates;
    private final SessionStore sessions;
    private final TransactionTemplate transactions;

    Gates(ObjectProvider<Gate> gates, SessionStore sessions, TransactionTemplate transactions) {
        this.gates = gates.orderedStream().toList();
        this.sessions = sessions;
        this.transactions = transactions;
    }

    /**
     * The gate {@code person} must pass before the page asked for. What somebody sends who had passed an older one goes
     * through, so that nothing typed is lost; the next page is stopped.
     */
    Optional<String> stop(SignedIn person, HttpServletRequest request) {
        String mark = mark();
        // Who only looks on can agree to nothing for somebody else, and is let through to what that person sees.
        if (mark.isEmpty() || mark.equals(person.gatesPassedFor()) || person.watch() != null) {
            return Optional.empty();
        }
        boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (!reads && person.gatesPassedFor() != null) {
            return Optional.empty();
        }
        Optional<String> stop = gates.stream()
                .filter(gate -> !gate.mark().isEmpty())
                .map(gate -> gate.stop(person, request))
                .flatMap(Optional::stream)
                .findFirst();
        if (stop.isEmpty() && reads) {
            transactions.executeWithoutResult(status -> sessions.passGates(person.sessionId(), mark));
        }
        return stop;
    }

    /** What is asked for now; empty where nothing is. */
    private String mark() {
        return gates.stream().map(Gate::mark).filter(mark -> !mark.isEmpty()).collect(Collectors.joining(" "));
    }
}
