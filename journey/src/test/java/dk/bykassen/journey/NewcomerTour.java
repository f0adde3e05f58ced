package dk.bykassen.journey;

import java.util.List;

/** Pages between a first sign-in with an eID and the portal. The browser stays at them, so they come last. */
final class NewcomerTour extends TourPart {

    NewcomerTour(JourneyTown town, List<Tour.Stop> stops) {
        super(town, stops);
    }

    @Override
    void walk() {
        add("before", "bypark", "", NewcomerTour::askedWhetherTheyHaveBeenHere);
        add("before-account", "bypark", "", guest -> {
            askedWhetherTheyHaveBeenHere(guest);
            guest.open("/sign-in/before/account");
        });
        add("privacy-statement", "nidby", "", guest -> {
            guest.open("/profile/statement");
            if (guest.path().equals("/sign-in")) {
                guest.signInUpToTheGates("Ny Innbygger", "/profile");
            }
            if (guest.path().equals("/sign-in/before")) {
                guest.press(guest.t("ways.before.no"));
            }
            guest.isAt("/profile/statement");
        });
    }

    private static void askedWhetherTheyHaveBeenHere(Guest guest) {
        guest.open("/sign-in/before");
        if (!guest.path().equals("/sign-in/before")) {
            guest.signInUpToTheGates("Peter Bech", "/accounts");
        }
        guest.isAt("/sign-in/before");
    }
}
