package dk.bykassen.till;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The purses of a tenant's cards in 32 bytes each, because a million of them have to fit beside everything else. A card is
 * known by a print of its number, and two threads that write at once are not kept apart: what is read here may be missing
 * or wrong, which costs whoever read it another look and nothing else.
 */
final class CardTable {

    /** A card has so many places, side by side; when all are taken it takes one of them. */
    private static final int PLACES = 8;
    /** A print and a purse; no print is zero. */
    private static final int WIDTH = 2;

    private final AtomicLongArray places;
    private final int shelves;
    private final int room;
    private final AtomicInteger taken = new AtomicInteger();

    /** @param room for how many cards; half of the places stay free, so that few cards meet */
    CardTable(int room) {
        this.room = room;
        this.shelves = room * 2 / PLACES + 1;
        this.places = new AtomicLongArray(shelves * PLACES * WIDTH);
    }

    @Nullable
    Long purse(String card) {
        long print = print(card);
        int place = find(print, print);
        return place < 0 ? null : places.get(place + 1);
    }

    void put(String card, long purse) {
        long print = print(card);
        int place = find(print, print);
        if (place < 0) {
            place = freePlace(print);
        }
        places.set(place + 1, purse);
        places.set(place, print);
    }

    void forget(String card) {
        long print = print(card);
        int place = find(print, print);
        if (place >= 0) {
            places.set(place, 0);
            taken.decrementAndGet();
        }
    }

    /** Whether more cards came than it was made for. */
    boolean isFull() {
        return taken.get() > room;
    }

    private int freePlace(long print) {
        int place = find(print, 0);
        if (place < 0) {
            return shelf(print) + (int) (print & PLACES - 1) * WIDTH;
        }
        taken.incrementAndGet();
        return place;
    }

    /** Where {@code sought} stands on the shelf of {@code print}; negative when it does not. */
    private int find(long print, long sought) {
        int shelf = shelf(print);
        for (int place = shelf; place < shelf + PLACES * WIDTH; place += WIDTH) {
            if (places.get(place) == sought) {
                return place;
            }
        }
        return -1;
    }

    private int shelf(long print) {
        return (int) ((print >>> 32) * shelves >>> 32) * PLACES * WIDTH;
    }

    /** FNV-1a over the letters, stirred so that every bit of them counts in every bit of it. */
    private static long print(String card) {
        long print = 0xcbf2_9ce4_8422_2325L;
        for (int i = 0; i < card.length(); i++) {
            print = (print ^ card.charAt(i)) * 0x100_0000_01b3L;
        }
        print = (print ^ print >>> 32) * 0xd6e8_feb8_6659_fd93L;
        print ^= print >>> 32;
        return print == 0 ? 1 : print;
    }
}
