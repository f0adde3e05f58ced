package dk.bykassen.journey;

import com.microsoft.playwright.options.FilePayload;
import dk.bykassen.journey.Households.Child;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Every page there is, each with the way to it: for tests that look at all of them. */
final class Tour {

    /**
     * A page.
     *
     * @param name for messages and file names
     * @param who is signed in; empty for a stranger
     * @param go leads there from anywhere
     */
    record Stop(String name, String tenant, String who, Consumer<Guest> go) {

        String where() {
            return tenant + (who.isEmpty() ? "" : " " + who) + " " + name;
        }

        /** Whether it is a tenant's page and not the demo's front door. */
        boolean isPortal() {
            return !name.startsWith("demo-");
        }
    }

    private static final String KAREN = "Karen Holm";
    /** Has every role. */
    private static final String BIRGIT = "Birgit Dam";

    private static final List<String> PUBLIC = List.of(
            "/", "/sign-in", "/help", "/contact", "/terms", "/privacy", "/accessibility", "/status", "/no-such-page");

    private static final Pattern PAY_LINK = Pattern.compile("https?://\\S+/pay/[A-Za-z0-9_-]+");

    private static final List<String> HELP = List.of(
            "chip-does-not-work",
            "declined",
            "top-up-stopped",
            "paid-but-missing",
            "identical-transaction",
            "awaiting-approval",
            "new-chip");

    private final JourneyTown town;
    private final List<Stop> stops = new ArrayList<>();

    private Tour(JourneyTown town) {
        this.town = town;
    }

    /** Every page of every portal and the demo's front door. */
    static List<Stop> everyPage(JourneyTown town) {
        Tour tour = new Tour(town);
        tour.publicPages();
        tour.fjordbysAccounts();
        tour.links();
        tour.fjordbysPayments();
        tour.klosterby();
        tour.profiles();
        tour.personalData();
        tour.passwords();
        tour.desk();
        tour.newcomers();
        for (String tenant : List.of("bypark", "nidby")) {
            tour.add("payment-methods", tenant, tenant.equals("bypark") ? "Maja Friis" : "Ola Nes", "/payment-methods");
        }
        return tour.stops;
    }

    /** The four pages that are looked at in every language and theme. */
    static List<Stop> fourPages(JourneyTown town) {
        Tour tour = new Tour(town);
        Child child = town.households().childOf(KAREN, "Sally", 0);
        tour.add("front", "fjordby", "", "/");
        tour.add("accounts", "fjordby", KAREN, "/accounts");
        tour.add("top-up-errors", "fjordby", KAREN, guest -> wrongTopUp(guest, child));
        tour.add(
                "payment-paid",
                "fjordby",
                KAREN,
                "/payments/" + town.households().paid("fjordby", child));
        return tour.stops;
    }

    private void publicPages() {
        add("demo-front-door", "fjordby", "", guest -> guest.open(town.origin("") + "/"));
        for (String tenant : List.of("fjordby", "klosterby", "bypark", "nidby")) {
            for (String path : PUBLIC) {
                add(path.equals("/") ? "front" : path.substring(1), tenant, "", path);
            }
        }
        add("sign-in-aborted", "fjordby", "", "/sign-in?why=aborted");
        add("signed-out", "fjordby", "", "/signed-out");
    }

    private void fjordbysAccounts() {
        Child child = town.households().childOf(KAREN, "Selma", 30_00);
        Child blocked = town.households().childOf(KAREN, "Svend", 75_00);
        town.households().block("fjordby", blocked);
        Child filled = town.households().childOf(KAREN, "Tora", 100_00);
        Till till = Till.of(town, "fjordby");
        till.buy(filled.chip(), 14_00);
        till.buy(filled.chip(), 23_50);
        add("accounts", "fjordby", KAREN, "/accounts");
        add("account", "fjordby", KAREN, filled.path());
        add("account-blocked", "fjordby", KAREN, blocked.path());
        helpTopics("fjordby", "");
        helpTopics("fjordby", KAREN);
        add("top-up", "fjordby", KAREN, child.path() + "/top-up");
        add("top-up-errors", "fjordby", KAREN, guest -> wrongTopUp(guest, child));
        add("top-up-blocked", "fjordby", KAREN, blocked.path() + "/top-up");
        add("auto-top-up", "fjordby", KAREN, child.path() + "/auto-top-up");
        add("auto-top-up-errors", "fjordby", KAREN, guest -> {
            DepositForm form = DepositForm.automatic(guest, child).type("7");
            guest.page().fill("#email", "");
            form.send();
        });
        add("auto-top-up-running", "fjordby", KAREN, guest -> {
            guest.open(filled.path() + "/auto-top-up");
            if (guest.page().locator("section[aria-labelledby=stop-h]").count() == 0) {
                DepositForm.automatic(guest, filled)
                        .choose(100)
                        .withStoredCard()
                        .email("karen.holm@example.com")
                        .acceptTerms()
                        .send();
                guest.open(filled.path() + "/auto-top-up");
            }
        });
        add("auto-top-up-stop", "fjordby", KAREN, filled.path() + "/auto-top-up/stop");
        Child asked = town.households().childOf(KAREN, "Viggo", 20_00);
        add("auto-top-up-paused", "fjordby", KAREN, guest -> askedByTheBank(guest, asked));
        add("pay-link", "fjordby", KAREN, guest -> guest.open(askedByTheBank(guest, asked)));
        transfers(filled, child);
        withdrawals(filled);
        add("limits", "fjordby", KAREN, filled.path() + "/limits");
        add("limits-overspent", "fjordby", KAREN, guest -> {
            guest.open(filled.path() + "/limits");
            guest.page().fill("#limit-1-day", "5");
            guest.press(guest.t("limit.save"));
        });
        Child hungry = town.households().childOf(KAREN, "Sif", 5_00);
        till.buy(hungry.chip(), 30_00);
        add("account-declined", "fjordby", KAREN, hungry.path());
        add("details", "fjordby", KAREN, filled.path() + "/details");
        add("cards", "fjordby", KAREN, filled.path() + "/cards");
        add("picture", "fjordby", KAREN, filled.path() + "/picture");
        add("picture-errors", "fjordby", KAREN, guest -> {
            guest.open(filled.path() + "/picture");
            guest.press(guest.t("picture.send"));
        });
        add("card-block", "fjordby", KAREN, guest -> card(guest, filled, "block"));
        add("card-activate", "fjordby", KAREN, guest -> card(guest, blocked, "activate"));
        add("help-show", "fjordby", KAREN, "/help/show");
        add("history", "fjordby", KAREN, "/profile/history");
        add("statement", "fjordby", KAREN, filled.path() + "/statement");
        add("statement-empty", "fjordby", KAREN, filled.path() + "/statement?from=2020-01-01&to=2020-01-31");
        add("statement-errors", "fjordby", KAREN, filled.path() + "/statement?from=x&to=2020-01-31");
        add("statement-found", "fjordby", KAREN, filled.path() + "/statement?kind=purchases&q=yoghurt");
        add("statement-print", "fjordby", KAREN, filled.path() + "/statement?print=yes");
        add("low-balance-notice", "fjordby", KAREN, filled.path() + "/notice");
        add("not-found", "fjordby", KAREN, "/accounts/" + UUID.randomUUID() + "/statement");
    }

    private void withdrawals(Child from) {
        String form = from.path() + "/withdraw";
        add("withdraw", "fjordby", KAREN, form);
        add("withdraw-errors", "fjordby", KAREN, guest -> withdraw(guest, form, "12"));
        add("withdraw-check", "fjordby", KAREN, guest -> withdraw(guest, form, "1234 5678901"));
        add("withdrawal", "fjordby", KAREN, guest -> {
            withdraw(guest, form, "1234 5678901");
            guest.page().locator("main form button").click();
        });
    }

    /** As little as may be, so that there is enough for everybody on the tour. */
    private static void withdraw(Guest guest, String form, String number) {
        guest.open(form);
        guest.page().check("[name=amount][value=other]");
        guest.page().fill("#other", "10");
        guest.page().check("[name=way][value=account]");
        guest.page().fill("#number", number);
        guest.page().fill("#payee", "Karen Holm");
        guest.press(guest.t("withdrawal.go-on"));
    }

    private void transfers(Child from, Child to) {
        String form = from.path() + "/transfer";
        String wish = "?to=" + to.account() + "&amount=0,25&key=" + UUID.randomUUID();
        add("transfer", "fjordby", KAREN, form);
        add("transfer-errors", "fjordby", KAREN, guest -> {
            guest.open(form);
            guest.page().fill("#amount", "x");
            guest.press(guest.t("transfer.go-on"));
        });
        add("transfer-check", "fjordby", KAREN, form + "/check" + wish);
        add("transfer-made", "fjordby", KAREN, guest -> {
            guest.open(form + "/check" + wish);
            guest.page().locator("main form button").click();
        });
    }

    private void helpTopics(String tenant, String who) {
        for (String topic : HELP) {
            add("help-" + topic, tenant, who, "/help/" + topic);
        }
    }

    /** Follows the link beside the child's chip. */
    private static void card(Guest guest, Child child, String what) {
        guest.open("/accounts");
        guest.open(guest.page()
                .locator("a[href*='" + child.account() + "/cards/'][href$='/" + what + "']")
                .first()
                .getAttribute("href"));
    }

    private void links() {
        town.households().ask("Jens Holm", town.households().childOf(KAREN, "Lærke", 0));
        add("links", "fjordby", KAREN, "/links");
        add("link-new", "fjordby", KAREN, "/links/new");
        add("link-new-errors", "fjordby", KAREN, guest -> {
            guest.open("/links/new").page().fill("#person", "12");
            guest.press(guest.t("link.new.go"));
        });
        add("link-guardian", "fjordby", KAREN, guest -> firstOf(guest, "mine-h"));
        add("links-waiting", "fjordby", "Jens Holm", "/links");
        add("link-waiting", "fjordby", "Jens Holm", guest -> firstOf(guest, "asked-h"));
        add("link-question", "fjordby", KAREN, guest -> {
            guest.open("/links");
            guest.page().locator("main .note a[href^='/links/']").first().click();
        });
        add("links-empty", "klosterby", "Anna Lund", "/links");
        add("link-new", "klosterby", "Anna Lund", "/links/new");
    }

    /** Follows the first line of a list on the page of links. */
    private static void firstOf(Guest guest, String list) {
        guest.open("/links");
        guest.page()
                .locator("section[aria-labelledby=" + list + "] li a")
                .first()
                .click();
    }

    private void fjordbysPayments() {
        Households households = town.households();
        World world = town.world();
        Child child = households.childOf(KAREN, "Ulla", 0);
        UUID paid = households.paid("fjordby", child);
        UUID expired = households.startPayment("fjordby", child).id();
        world.advance(Duration.ofHours(3));
        UUID cancelled = households.startPayment("fjordby", child).id();
        world.visit(town.origin("fjordby") + "/payments/" + cancelled + "/left");
        world.order("no_funds");
        UUID declined = households.chargeStored("fjordby", child);
        world.order(Map.of("fault", "lost_answer", "on", "create", "delay", "PT0.1S"));
        UUID notOpened = households.startPayment("fjordby", child).id();
        world.calm();
        UUID pending = households.startPayment("fjordby", child).id();
        Map.of(
                        "paid",
                        paid,
                        "expired",
                        expired,
                        "cancelled",
                        cancelled,
                        "declined",
                        declined,
                        "not-opened",
                        notOpened,
                        "pending",
                        pending)
                .forEach((outcome, id) -> {
                    add("payment-" + outcome, "fjordby", KAREN, "/payments/" + id);
                    add("status-" + outcome, "fjordby", "", "/payments/" + id);
                });
        add("ways", "fjordby", KAREN, "/profile/ways");
        add("ways-last", "fjordby", KAREN, "/profile/ways/mitid/remove");
        add("sessions", "fjordby", KAREN, "/profile/sessions");
        add("session-kept", "fjordby", KAREN, "/session");
        add("payment-methods", "fjordby", KAREN, "/payment-methods");
        add("payment-methods-remove", "fjordby", KAREN, guest -> {
            guest.open("/payment-methods");
            guest.page().locator("main a[href$='/remove']").first().click();
        });
        add("terms-version", "fjordby", "", guest -> {
            guest.open("/terms");
            guest.page().locator("main a[href^='/terms/']").first().click();
        });
    }

    private void klosterby() {
        Child child = town.households().childOf("klosterby", "Anna Lund", "Vega", 0);
        add("number", "klosterby", "", guest -> guest.signIn("Ny Borger").isAt("/sign-in/number"));
        add("number-errors", "klosterby", "", guest -> {
            guest.signIn("Peter Bech").isAt("/sign-in/number");
            guest.page().fill("#number", "12");
            guest.press(guest.t("identity.number.go"));
        });
        add("number-over", "klosterby", "", "/sign-in/number-over");
        add("accounts", "klosterby", "Anna Lund", "/accounts");
        add("account", "klosterby", "Anna Lund", child.path());
        helpTopics("klosterby", "Anna Lund");
        add("top-up", "klosterby", "Anna Lund", child.path() + "/top-up");
        add("limits", "klosterby", "Anna Lund", child.path() + "/limits");
        add("details", "klosterby", "Anna Lund", child.path() + "/details");
        add("cards", "klosterby", "Anna Lund", child.path() + "/cards");
        add("new-card", "klosterby", "Anna Lund", child.path() + "/cards/new");
        add("new-card-errors", "klosterby", "Anna Lund", guest -> {
            guest.open(child.path() + "/cards/new");
            guest.press(guest.t("order.next"));
        });
        add("new-card-check", "klosterby", "Anna Lund", guest -> {
            guest.open(child.path() + "/cards/new");
            guest.page().check("[value=lost]");
            guest.press(guest.t("order.next"));
        });
        add("statement", "klosterby", "Anna Lund", child.path() + "/statement");
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

    /** In the order of a visit: a stranger first, then somebody with every role, then one with too few. */
    private void desk() {
        add("staff-sign-in", "fjordby", "", "/staff/sign-in");
        atDesk("staff", "/staff");
        atDesk("staff-people", "/staff/people");
        add("staff-people-found", "fjordby", "", guest -> find(guest, "holm"));
        atDesk("staff-people-none", "/staff/people/none");
        add("staff-reason", "fjordby", "", Tour::askWhy);
        add("staff-reason-errors", "fjordby", "", guest -> {
            askWhy(guest);
            guest.press(guest.t("staff.look.go"));
        });
        add("staff-person", "fjordby", "", Tour::openJens);
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

    /** Pages between a first sign-in with an eID and the portal. The browser stays at them, so they come last. */
    private void newcomers() {
        add("before", "bypark", "", Tour::askedWhetherTheyHaveBeenHere);
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

    /** The bank wants Karen for this child's first deposit. Returns where the letter leads. */
    private String askedByTheBank(Guest guest, Child child) {
        String address = "asked-" + child.chip().toLowerCase(Locale.ROOT) + "@example.com";
        guest.open(child.path() + "/auto-top-up");
        if (guest.page().locator("section[aria-labelledby=stop-h]").count() == 0) {
            town.world().order(Map.of("fault", "soft_decline", "on", "charge_stored_card"));
            DepositForm.automatic(guest, child)
                    .choose(100)
                    .withStoredCard()
                    .email(address)
                    .now(true)
                    .acceptTerms()
                    .send();
        }
        String letter = town.world()
                .mail(address, mail -> PAY_LINK.matcher(mail.text()).find())
                .text();
        guest.open(child.path() + "/auto-top-up");
        return PAY_LINK.matcher(letter).results().findFirst().orElseThrow().group();
    }

    private static void wrongTopUp(Guest guest, Child child) {
        DepositForm.topUp(guest, child).type("7").email("karen at home").send();
    }

    private void add(String name, String tenant, String who, String path) {
        add(name, tenant, who, guest -> guest.open(path));
    }

    private void add(String name, String tenant, String who, Consumer<Guest> go) {
        stops.add(new Stop(name, tenant, who, go));
    }
}
