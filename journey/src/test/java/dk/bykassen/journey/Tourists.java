package dk.bykassen.journey;

import dk.bykassen.journey.Tour.Stop;
import java.util.LinkedHashMap;
import java.util.Map;

/** One browser for each portal and person of a tour, signed in once. */
final class Tourists {

    private final JourneyTown town;
    private final Guest.Device device;
    private final Map<String, Guest> guests = new LinkedHashMap<>();

    Tourists(JourneyTown town, Guest.Device device) {
        this.town = town;
        this.device = device;
    }

    /** Somebody who stands before {@code stop}. */
    Guest at(Stop stop) {
        Guest guest = guests.computeIfAbsent(stop.tenant() + "/" + stop.who(), key -> arrived(stop));
        stop.go().accept(guest);
        return guest;
    }

    private Guest arrived(Stop stop) {
        Guest guest = town.guestAt(stop.tenant(), device);
        if (!stop.who().isEmpty()) {
            guest.signIn(stop.who(), "/payment-methods");
            if (guest.path().equals("/sign-in/number")) {
                guest.page().fill("#number", Households.NUMBERS.get(stop.who()));
                guest.press(guest.t("identity.number.go"));
            }
        }
        return guest;
    }
}
