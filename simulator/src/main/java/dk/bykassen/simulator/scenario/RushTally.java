package dk.bykassen.simulator.scenario;

import dk.bykassen.simulator.till.TillAnswer;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Counts what the tills hear. */
final class RushTally {

    private final Map<String, Integer> declined = new TreeMap<>();
    private final Map<String, Long> spentByCard = new TreeMap<>();
    private final Map<String, Integer> errors = new TreeMap<>();
    private long[] micros = new long[1024];
    private int answers;
    private int approved;
    private long approvedAmount;
    private int repeats;
    private int wrongRepeats;
    private int reversals;
    private long reversedAmount;
    private int done;

    synchronized void answered(long tookMicros) {
        if (answers == micros.length) {
            micros = Arrays.copyOf(micros, answers * 2);
        }
        micros[answers++] = tookMicros;
    }

    synchronized void decided(String card, long total, TillAnswer.Decided decided) {
        if (decided.approved()) {
            approved++;
            approvedAmount += total;
            spentByCard.merge(card, total, Long::sum);
        } else {
            declined.merge(decided.reason(), 1, Integer::sum);
        }
    }

    synchronized void repeated(boolean same) {
        repeats++;
        wrongRepeats += same ? 0 : 1;
    }

    synchronized void reversed(String card, long amount) {
        reversals++;
        reversedAmount += amount;
        spentByCard.merge(card, -amount, Long::sum);
    }

    synchronized void failed(TillAnswer answer) {
        String what = switch (answer) {
            case TillAnswer.Refused refused -> refused.status() + " " + refused.sentence();
            case TillAnswer.Silent silent -> "no answer";
            case TillAnswer.Decided decided -> "declined reversal: " + decided.reason();
        };
        errors.merge(what, 1, Integer::sum);
    }

    synchronized void visitOver() {
        done++;
    }

    synchronized int done() {
        return done;
    }

    synchronized int approved() {
        return approved;
    }

    synchronized long approvedAmount() {
        return approvedAmount;
    }

    synchronized long reversedAmount() {
        return reversedAmount;
    }

    synchronized int answers() {
        return answers;
    }

    synchronized int repeats() {
        return repeats;
    }

    synchronized int wrongRepeats() {
        return wrongRepeats;
    }

    synchronized Map<String, Integer> errors() {
        return Map.copyOf(errors);
    }

    /** Purchases less reversals for each chip that has any. */
    synchronized Map<String, Long> spentByCard() {
        return Map.copyOf(spentByCard);
    }

    synchronized void writeTo(ObjectNode out) {
        out.put("done", done);
        ObjectNode results = out.putObject("results");
        results.put("approved", approved).put("approvedAmount", approvedAmount);
        ObjectNode reasons = results.putObject("declined");
        declined.forEach(reasons::put);
        results.put("repeats", repeats).put("reversals", reversals).put("reversedAmount", reversedAmount);
        ObjectNode failures = results.putObject("errors");
        errors.forEach(failures::put);
        long[] sorted = Arrays.copyOf(micros, answers);
        Arrays.sort(sorted);
        out.put("answers", answers);
        out.putObject("latencyMicros")
                .put("p50", percentile(sorted, 50))
                .put("p95", percentile(sorted, 95))
                .put("p99", percentile(sorted, 99))
                .put("max", percentile(sorted, 100));
    }

    /** Nearest rank; 0 when nothing was measured. */
    static long percentile(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = Math.ceilDiv(percent * sorted.length, 100);
        return sorted[Math.max(rank, 1) - 1];
    }
}
