package dk.bykassen.journey;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The staff's desk. */
final class DeskTour extends TourPart {

    /** Has every role. */
    private static final String BIRGIT = "Birgit Dam";

    DeskTour(JourneyTown town, List<Tour.Stop> stops) {
        super(town, stops);
    }

    /** In the order of a visit: a stranger first, then somebody with every role, then one with too few. */
    @Override
    void walk() {
        add("staff-sign-in", "fjordby", "", "/staff/sign-in");
        atDesk("staff", "/staff");
        atDesk("staff-people", "/staff/people");
        add("staff-people-found", "fjordby", "", guest -> find(guest, "holm"));
        atDesk("staff-people-none", "/staff/people/none");
        add("staff-reason", "fjordby", "", DeskTour::askWhy);
        add("staff-reason-errors", "fjordby", "", guest -> {
            askWhy(guest);
            guest.press(guest.t("staff.look.go"));
        });
        add("staff-person", "fjordby", "", DeskTour::openJens);
        add("staff-change", "fjordby", "", guest -> {
            openJens(guest);
            guest.press(guest.t("staff.person.change"));
        });
        add("staff-change-errors", "fjordby", "", guest -> {
            openJens(guest);
            guest.press(guest.t("staff.person.change"));
            guest.page().fill("#email", "jens");
            guest.press(guest.t("staff.change.go"));
        });
        atDesk("staff-imports", "/staff/imports");
        add("staff-imports-errors", "fjordby", "", guest -> {
            sitDown(guest, BIRGIT, "/staff/imports");
            guest.press(guest.t("staff.imports.go"));
        });
        add("staff-import", "fjordby", "", guest -> {
            sitDown(guest, BIRGIT, "/staff/imports");
            String file = "navn;e-mail;hund\nBo Bertelsen;bo.bertelsen@example.com;Rex\nUden Adresse;;\n";
            guest.page()
                    .setInputFiles(
                            "#file", new FilePayload("kunder.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
            guest.press(guest.t("staff.imports.go"));
            guest.page().waitForSelector(".kpi");
        });
        atDesk("staff-users", "/staff/users");
        atDesk("staff-roles", "/staff/roles");
        atDesk("staff-roles-errors", "/staff/roles/change?claim=&role=");
        atDesk("staff-roles-change", "/staff/roles/change?act=remove&claim=cashier&role=cashier");
        atDesk("staff-not-found", "/staff/no-such-page");
        add("staff-refused", "klosterby", "", guest -> sitDown(guest, "Hanne Lilje", "/staff/people"));
    }

    private void atDesk(String name, String path) {
        add(name, "fjordby", "", guest -> sitDown(guest, BIRGIT, path));
    }

    private static void find(Guest guest, String typed) {
        sitDown(guest, BIRGIT, "/staff/people");
        guest.page().fill("#find", typed);
        guest.page().press("#find", "Enter");
        guest.page().waitForURL("**/staff/people?s=**");
    }

    /** Emil's page is never opened on the tour, so that it always asks for a reason. */
    private static void askWhy(Guest guest) {
        find(guest, "emil holm");
        guest.page().locator("main tbody a").first().click();
    }

    private static void openJens(Guest guest) {
        find(guest, "jens holm");
        guest.page().locator("main tbody a").first().click();
        if (guest.page().locator("#reason").count() > 0) {
            guest.page().locator("#reason").check();
            guest.press(guest.t("staff.look.go"));
        }
    }

    /** Signs in at the desk where nobody is yet. */
    private static void sitDown(Guest guest, String name, String path) {
        guest.open("/staff/sign-in");
        if (guest.path().equals("/staff/sign-in")) {
            guest.page().locator("main .acts a.btn").first().click();
            guest.button(name).click();
            guest.page().waitForURL("**/staff**");
        }
        guest.open(path);
    }
}
