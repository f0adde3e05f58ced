package dk.bykassen.bench;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.till.Line;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;

/** A town at noon: every caller buys the same lunch with one card after another. */
final class BusyTown implements Contender {

    private final String name;
    private final BenchTown town;
    private final List<Line> lunch;
    private final Meter meter;
    private List<List<UUID>> acknowledged = List.of();
    private long total;

    BusyTown(String name, BenchTown town, List<Line> lunch, Meter meter) {
        this.name = name;
        this.town = town;
        this.lunch = lunch;
        this.meter = meter;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Sample turn(BenchOptions options) throws InterruptedException, ExecutionException {
        List<List<UUID>> ids = new ArrayList<>();
        for (int caller = 0; caller < options.size().callers(); caller++) {
            ids.add(new ArrayList<>());
        }
        acknowledged = ids;
        return Callers.run(options, meter, caller -> () -> buy(ids.get(caller)));
    }

    private void buy(List<UUID> mine) {
        UUID id = Uuid7.next();
        String card = town.card(ThreadLocalRandom.current().nextInt(town.cards()));
        long total = lunch.stream().mapToLong(Line::amount).sum();
        String reason =
                town.till(0).inside().buy(id, card, Instant.now(), lunch, total).reason();
        Unverified.unless(reason == null, "a purchase that must be approved was declined: " + reason);
        mine.add(id);
    }

    @Override
    public void verify() {
        List<UUID> all = acknowledged.stream().flatMap(List::stream).toList();
        total += all.size();
        town.verify(all, total);
    }

    /** How many purchases were acknowledged and found in all turns. */
    long total() {
        return total;
    }
}
