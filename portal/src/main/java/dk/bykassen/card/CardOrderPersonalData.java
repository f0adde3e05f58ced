package dk.bykassen.card;

import dk.bykassen.kernel.PersonalData;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Orders for new cards: of the one whose account it is, and of the one who ordered. */
@Component
class CardOrderPersonalData implements PersonalData {

    private final CardOrderPersonalStore store;
    private final InstantSource clock;

    CardOrderPersonalData(CardOrderPersonalStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String source() {
        return "order";
    }

    @Override
    public Set<String> tables() {
        return Set.of("card.card_order");
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.of(
                "orders", "account", "reason", "state", "fee", "delivery", "sentTo", "orderedAt", "changedAt", "id"));
    }

    /** Where a card is sent is read by its holder alone. */
    @Override
    public void export(Subject person, Export out) {
        store.orders(person.id(), values -> out.row("orders", values));
    }

    @Override
    public List<Point> stops(Subject person) {
        return store.underWay(person.id(), "in_production", "sent").stream()
                .map(account -> Point.of("order.data.stops", account.number()))
                .toList();
    }

    /** A card that is paid for and not made yet is taken back first: its fee belongs to the balance. */
    @Override
    public List<Point> unsettled(Subject person) {
        return store.underWay(person.id(), "ordered").stream()
                .map(account -> Point.of("order.data.unsettled", account.number())
                        .at("/accounts/" + account.publicId() + "/cards", "order.data.unsettled.act"))
                .toList();
    }

    @Override
    public void close(Subject person) {
        store.close(person.id(), clock.instant());
    }

    @Override
    public void erase(Subject person) {
        store.erase(person.id());
    }
}
