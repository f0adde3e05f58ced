package dk.bykassen.bench;

import dk.bykassen.kernel.Uuid7;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Lunch in a region: so many shoppers, reaching whoever decides in one way, each asking again as soon as it is answered. */
final class Noon implements Contender {

    /** A process of the database hands in what it counted only if it last did so longer ago than this. */
    private static final long HAND_IN_MILLIS = 1_050;

    private static final long SEED = 20_261_121;

    private final String name;
    private final int callers;
    private final Region region;
    private final Crowd crowd;
    private final Bookkeeper books;
    private final Meter meter;

    private int turns;
    private UUID first = new UUID(0, 0);
    private List<Journal> turn = List.of();
    private long total;
    private long unanswered;

    Noon(String name, int callers, Region region, Crowd crowd, Bookkeeper books, Meter meter) {
        this.name = name;
        this.callers = callers;
        this.region = region;
        this.crowd = crowd;
        this.books = books;
        this.meter = meter;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sample turn(BenchOptions options) throws Exception {
        // Every contender meets the same shoppers in the same round.
        long seed = SEED + turns++;
        List<Shopper> shoppers = IntStream.range(0, callers)
                .mapToObj(number -> new Shopper(region, seed, number))
                .toList();
        turn = shoppers.stream().map(Shopper::journal).toList();
        crowd.gather(shoppers);
        Sample.Written written = books.written();
        first = new UUID(Uuid7.at(Instant.now()).getMostSignificantBits() & ~0xFFFFL, 0);
        Meter.Reading before = meter.read();
        crowd.shop(shoppers, before.nanos() + options.turn().toNanos());
        Meter.Spent spent = meter.read().since(before);
        long walBytes = books.written().walBytes();
        Sample.Outlet outlet =
                crowd.outlet().isPresent() ? outlet(crowd.outlet().get(), spent) : null;
        Thread.sleep(HAND_IN_MILLIS);
        crowd.settle();
        long fsyncs = books.written().fsyncs();
        long[] latencies = turn.stream()
                .flatMapToLong(journal -> Arrays.stream(journal.latencies()))
                .sorted()
                .toArray();
        return new Sample(
                latencies, spent.seconds(), spent, new Sample.Written(walBytes, fsyncs).since(written), outlet);
    }

    private static Sample.Outlet outlet(OutletProcess process, Meter.Spent spent) throws IOException {
        return new Sample.Outlet(process.resident(), spent.of(process.pid()));
    }

    @Override
    public void verify() throws Exception {
        books.verify(region, turn, first);
        total += turn.stream().mapToLong(Journal::size).sum();
        unanswered += turn.stream().mapToLong(Journal::unanswered).sum();
        turn = List.of();
    }

    /** How many purchases were asked for and found to be as they should. */
    long total() {
        return total;
    }

    /** How many were turned away. */
    long unanswered() {
        return unanswered;
    }
}
