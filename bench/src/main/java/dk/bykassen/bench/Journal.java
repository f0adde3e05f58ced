package dk.bykassen.bench;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one caller asked and heard in a turn. Its arrays have room for an ordinary turn from the start. */
final class Journal {

    private static final int ROOM = 4096;

    private long[] highs = new long[ROOM];
    private long[] lows = new long[ROOM];
    private long[] balances = new long[ROOM];
    private int[] cards = new int[ROOM];
    private byte[] lunches = new byte[ROOM];
    private byte[] verdicts = new byte[ROOM];
    private int size;

    private long[] nanos = new long[ROOM];
    private int answers;
    private int unanswered;
    private @Nullable String fault;

    /** A purchase asked for the first time. @param verdict {@link Verdict#NONE} when nobody decided */
    void keep(long high, long low, int card, int lunch, int verdict, long balance) {
        if (size == highs.length) {
            highs = Arrays.copyOf(highs, size * 2);
            lows = Arrays.copyOf(lows, size * 2);
            balances = Arrays.copyOf(balances, size * 2);
            cards = Arrays.copyOf(cards, size * 2);
            lunches = Arrays.copyOf(lunches, size * 2);
            verdicts = Arrays.copyOf(verdicts, size * 2);
        }
        highs[size] = high;
        lows[size] = low;
        balances[size] = balance;
        cards[size] = card;
        lunches[size] = (byte) lunch;
        verdicts[size++] = (byte) verdict;
    }

    void took(long duration) {
        if (answers == nanos.length) {
            nanos = Arrays.copyOf(nanos, answers * 2);
        }
        nanos[answers++] = duration;
    }

    void missed() {
        unanswered++;
    }

    /** Keeps the first thing that was not as it should be; the run is void. */
    void fault(String words) {
        if (fault == null) {
            fault = words;
        }
    }

    int size() {
        return size;
    }

    UUID id(int number) {
        return new UUID(highs[number], lows[number]);
    }

    int card(int number) {
        return cards[number];
    }

    Lunch lunch(int number) {
        return Lunch.MENU.get(lunches[number]);
    }

    int verdict(int number) {
        return verdicts[number];
    }

    long balance(int number) {
        return balances[number];
    }

    long[] latencies() {
        return Arrays.copyOf(nanos, answers);
    }

    int unanswered() {
        return unanswered;
    }

    @Nullable
    String fault() {
        return fault;
    }
}
