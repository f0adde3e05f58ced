package dk.bykassen.till;

import java.util.List;

/**
 * Purchases of one lane that go to the database together: each purse and each id once. A wave may be put to it again at any
 * time, because a purchase is decided once under its id.
 *
 * @param clashes how often others were in its way
 */
record Wave(List<Ticket> tickets, int clashes) {

    /** At most so many purchases are decided by one call. */
    static final int MOST = 256;
    /** Who meets others again and again is at fault itself. */
    private static final int CLASHES = 3;

    /** Those of it who still wait for their answer. */
    Wave stillWaiting() {
        return new Wave(tickets.stream().filter(Ticket::isWaiting).toList(), clashes);
    }

    boolean isEmpty() {
        return tickets.isEmpty();
    }

    int size() {
        return tickets.size();
    }

    /**
     * What is to be put again after {@code setback}, in this order. One purchase that cannot be decided must not take the
     * others with it: the wave is halved until that one is alone, and then nothing is left to be put.
     */
    List<Wave> after(Setback setback) {
        return switch (setback) {
            case AWAY, HELD -> List.of(this);
            case CLASH -> clashes + 1 < CLASHES ? List.of(new Wave(tickets, clashes + 1)) : halves();
            case FAULT -> halves();
        };
    }

    private List<Wave> halves() {
        int half = size() / 2;
        return half == 0
                ? List.of()
                : List.of(new Wave(tickets.subList(0, half), 0), new Wave(tickets.subList(half, size()), 0));
    }
}
