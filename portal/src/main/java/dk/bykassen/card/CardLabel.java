package dk.bykassen.card;

import dk.bykassen.identity.Person;
import dk.bykassen.tenant.Tenants;
import java.util.List;
import java.util.Optional;

/** The name that stands on a new card, and where it is sent. */
record CardLabel(String name, String street, String postcode, String city) {

    /** Empty when the card would go to an address that nobody has told. */
    static Optional<CardLabel> of(Person holder, NewCards.Delivery delivery) {
        if (delivery == NewCards.Delivery.SCHOOL) {
            String town = Tenants.current().contact().address();
            return Optional.of(new CardLabel(holder.name(), line(town), "", ""));
        }
        return holder.address() == null || holder.postcode() == null || holder.city() == null
                ? Optional.empty()
                : Optional.of(new CardLabel(
                        holder.name(), line(holder.address()), line(holder.postcode()), line(holder.city())));
    }

    /** As it is sealed: a line each. */
    String written() {
        return String.join("\n", line(name), street, postcode, city);
    }

    static CardLabel read(String written) {
        List<String> lines = List.of(written.split("\n", -1));
        return new CardLabel(lines.get(0), lines.get(1), lines.get(2), lines.get(3));
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** Never what it says: records end up in logs. */
    @Override
    public String toString() {
        return "CardLabel";
    }
}
