package dk.bykassen.bench;

import com.zaxxer.hikari.HikariDataSource;
import dk.bykassen.kernel.Problem;
import dk.bykassen.till.Line;
import dk.bykassen.till.TillsInProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Shoppers inside this program: each on a thread of its own. */
final class CrowdInside implements Crowd {

    private final Region region;
    private final Function<TillsInProcess, TillsInProcess> decider;
    private final Collection<HikariDataSource> pools;

    /** @param decider makes of a till the one that asks whoever is measured @param pools it is served by */
    CrowdInside(Region region, Function<TillsInProcess, TillsInProcess> decider, Collection<HikariDataSource> pools) {
        this.region = region;
        this.decider = decider;
        this.pools = pools;
    }

    @Override
    public void shop(List<Shopper> shoppers, long until) throws Exception {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (Shopper shopper : shoppers) {
            TillsInProcess[] tills = region.towns().stream()
                    .map(town -> decider.apply(town.till(shopper.number()).inside()))
                    .toArray(TillsInProcess[]::new);
            all.add(() -> shop(shopper, tills, until));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : threads.invokeAll(all)) {
                done.get();
            }
        }
    }

    private boolean shop(Shopper shopper, TillsInProcess[] tills, long until) {
        for (long begin = System.nanoTime(); begin < until; ) {
            shopper.next(System.currentTimeMillis());
            int town = region.townOf(shopper.card());
            Lunch lunch = Lunch.MENU.get(shopper.lunch());
            List<Line> lines = lunch.lines();
            try {
                TillsInProcess.Answer answer = tills[town].buy(
                        new UUID(shopper.high(), shopper.low()),
                        region.towns().get(town).card(region.numberInTown(shopper.card())),
                        Instant.ofEpochSecond(shopper.at()),
                        lines,
                        lunch.total());
                long end = System.nanoTime();
                Long balance = answer.balance();
                shopper.hears(
                        Verdict.of(answer.reason()), balance == null ? -1 : balance, answer.replayed(), end - begin);
                begin = end;
            } catch (Problem turnedAway) {
                shopper.hearsNothing();
                begin = System.nanoTime();
            }
        }
        return true;
    }

    @Override
    public void settle() throws Exception {
        Connections.askAll(pools);
    }
}
