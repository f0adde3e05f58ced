package dk.bykassen.till;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;

/** The lanes before the writers, tickets to enter them with, and a writer's hands; the time is the test's own. */
@Timeout(60)
abstract class AtTheLanes {

    static final Duration PATIENCE = Duration.ofSeconds(8);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    final Lanes lanes = new Lanes(new Lanes.Bounds(1_000, 4_000, PATIENCE, 4), nanos::get);

    List<Ticket> enter(int tenant, int times) {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Ticket ticket = ticket(tenant, 2L * (i + 1), Uuid7.next());
            lanes.enter(ticket);
            tickets.add(ticket);
        }
        return tickets;
    }

    Overload refusal(int tenant) {
        var thrown = new ArrayList<Overload>();
        assertThatThrownBy(() -> lanes.enter(ticket(tenant, 2L, Uuid7.next())))
                .asInstanceOf(type(Overload.class))
                .satisfies(thrown::add);
        return thrown.getFirst();
    }

    /** One wave of the lane gets its answers. */
    List<Ticket> settle(@Nullable LaneQueue lane) {
        assertThat(lane).isNotNull();
        Wave wave = lane.next();
        wave.tickets().forEach(ticket -> ticket.answer().complete(new Decision.Answered(true, null, 0L, false)));
        lanes.putBack(lane, wave.size(), null);
        return wave.tickets();
    }

    void fail(@Nullable LaneQueue lane, Setback setback) {
        assertThat(lane).isNotNull();
        lane.putAgain(lane.next().after(setback));
        lanes.putBack(lane, 0, setback);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    static Ticket ticket(int tenant, @Nullable Long purse, UUID id) {
        var purchase =
                new Purchase(id, "C1", Instant.EPOCH, 100, List.of(new Line("Ostehaps", 1, 100, null, List.of())));
        var till = new Device(town(tenant), 1, id, 1, "Kantinen", "school", new long[] {1, 2});
        return new Ticket(till, purchase, purse, List.of());
    }

    private static Tenant town(int id) {
        return new Tenant(
                id,
                "by" + id,
                "By",
                "By Kommune",
                "BY",
                Tenant.Country.DK,
                Currency.getInstance("DKK"),
                ZoneId.of("Europe/Copenhagen"),
                List.of("by.localhost"),
                List.of(Locale.of("da")),
                Set.of("canteen"),
                new Tenant.Brand("#0b4a75", "#63c5cf", "band", "primary", 14, 100, false),
                new Tenant.Contact("70 00 00 00", "by@example.com", "Torvet 1", "12345678"));
    }
}
