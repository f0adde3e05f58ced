package dk.bykassen.journey;

import java.util.List;
import java.util.Map;

/** What people see of themselves, and the ways in. */
final class PeopleTour extends TourPart {

    PeopleTour(JourneyTown town, List<Tour.Stop> stops) {
        super(town, stops);
    }

    @Override
    void walk() {
        profiles();
        personalData();
        passwords();
        for (String tenant : List.of("bypark", "nidby")) {
            add("payment-methods", tenant, tenant.equals("bypark") ? "Maja Friis" : "Ola Nes", "/payment-methods");
        }
    }

    private void personalData() {
        add("personal-data", "fjordby", KAREN, "/profile/export");
        add("personal-data-making", "fjordby", "Jens Holm", guest -> {
            guest.open("/profile/export");
            if (guest.page().locator("main form").count() > 0) {
                guest.page().locator("main form button").click();
            }
        });
        add("leave-unsettled", "fjordby", KAREN, "/profile/delete");
        for (String tenant : List.of("bypark", "nidby")) {
            String who = tenant.equals("bypark") ? "Maja Friis" : "Ola Nes";
            add("personal-data", tenant, who, "/profile/export");
            add("leave", tenant, who, "/profile/delete");
            add("leave-check", tenant, who, "/profile/delete/check");
        }
    }

    private void passwords() {
        for (String tenant : List.of("bypark", "nidby")) {
            add("sign-up", tenant, "", "/sign-up");
            add("sign-up-errors", tenant, "", guest -> {
                guest.open("/sign-up");
                guest.page().check("[value=company]");
                guest.press(guest.t("password.sign-up.go"));
            });
            add("forgotten-password", tenant, "", "/forgotten-password");
            add("forgotten-password-sent", tenant, "", "/forgotten-password/sent");
            add("new-password-over", tenant, "", "/new-password/used");
            add("password-first", tenant, tenant.equals("bypark") ? "Maja Friis" : "Ola Nes", "/profile/password");
        }
        add("sign-in-errors", "bypark", "", guest -> {
            guest.open("/sign-in");
            guest.press(guest.t("password.sign-in"));
        });
        add("sign-up-code", "bypark", "", guest -> {
            guest.open("/sign-up");
            guest.page().fill("#first-name", "Ida");
            guest.page().fill("#last-name", "Dahl");
            guest.page().fill("#email", "ida.dahl@example.com");
            guest.page().fill("#mobile", "20100077");
            guest.page().fill("#new", "Regnbue_over5broer");
            guest.press(guest.t("password.sign-up.go"));
        });
    }

    private void profiles() {
        for (String tenant : List.of("fjordby", "klosterby", "bypark", "nidby")) {
            String who = Map.of("fjordby", KAREN, "klosterby", "Anna Lund", "bypark", "Maja Friis", "nidby", "Ola Nes")
                    .get(tenant);
            for (String page : List.of("", "/edit", "/contact", "/consents", "/services")) {
                add("profile" + page.replace('/', '-'), tenant, who, "/profile" + page);
            }
        }
        add("profile-edit-errors", "nidby", "Ola Nes", guest -> {
            guest.open("/profile/edit").page().fill("#email", "ola hjemme");
            guest.press(guest.t("profile.save"));
        });
        add("profile-clash", "bypark", "Maja Friis", guest -> {
            guest.open("/profile/edit").page().evaluate("document.querySelector('[name=version]').value = '999'");
            guest.page().fill("#city", "Storby");
            guest.press(guest.t("profile.save"));
        });
        add("profile-contact-errors", "fjordby", KAREN, guest -> {
            guest.open("/profile/contact")
                    .page()
                    .locator("details summary")
                    .last()
                    .click();
            guest.page().fill("#sms-address", "12");
            guest.press(guest.t("profile.contact.save.sms"));
        });
    }
}
