package dk.bykassen.bench;

import java.util.SplittableRandom;

/**
 * A caller at noon: one purchase after another, of this card and that, and now and then the last one once more, as a till
 * does that did not hear the answer. Everything it chooses comes from its seed.
 */
final class Shopper {

    /** One purchase in ten is of one of these. */
    private static final int HOT = 100;
    /** One in fifty is a repeat. */
    private static final int REPEATS = 50;

    private final SplittableRandom random;
    private final Region region;
    private final int number;
    private final Journal journal = new Journal();

    private long high;
    private long low;
    private int card;
    private int lunch;
    private long at;
    private boolean repeats;

    private boolean hasLast;
    private int lastVerdict;
    private long lastBalance;

    Shopper(Region region, long seed, int number) {
        this.random = new SplittableRandom(seed * 1_000_003L + number);
        this.region = region;
        this.number = number;
    }

    /** Decides what to ask for. @param millis Unix time, for the id */
    void next(long millis) {
        repeats = hasLast && random.nextInt(REPEATS) == 0;
        if (!repeats) {
            high = millis << 16 | 0x7000L | random.nextInt(0x1000);
            low = 0x8000_0000_0000_0000L | random.nextLong() >>> 2;
            card = random.nextInt(10) == 0 ? region.hotCard(random.nextInt(HOT), HOT) : random.nextInt(region.cards());
            lunch = random.nextInt(Lunch.MENU.size());
            at = millis / 1000;
        }
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /** Of all the region's. */
    int card() {
        return card;
    }

    int lunch() {
        return lunch;
    }

    /** The till's own time, Unix seconds. */
    long at() {
        return at;
    }

    int number() {
        return number;
    }

    Journal journal() {
        return journal;
    }

    /** A decision came. @param balance minor units @param nanos how long it took */
    void hears(int verdict, long balance, boolean replayed, long nanos) {
        journal.took(nanos);
        if (repeats) {
            if (!replayed || verdict != lastVerdict || balance != lastBalance) {
                journal.fault("a repeat was not answered as the first time");
            }
            return;
        }
        journal.keep(high, low, card, lunch, verdict, balance);
        hasLast = true;
        lastVerdict = verdict;
        lastBalance = balance;
        if (replayed) {
            journal.fault("a new purchase was called a repeat");
        }
        if (!region.customer(card).mayHear(verdict, Lunch.MENU.get(lunch), region.rules())) {
            journal.fault("a card of kind " + region.customer(card) + " heard " + Verdict.reason(verdict));
        }
    }

    /** Nobody decided: turned away. */
    void hearsNothing() {
        journal.missed();
        if (!repeats) {
            journal.keep(high, low, card, lunch, Verdict.NONE, 0);
            hasLast = false;
        }
    }
}
