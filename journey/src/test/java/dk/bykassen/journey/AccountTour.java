package dk.bykassen.journey;

import dk.bykassen.journey.Households.Child;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a parent does with accounts and money, at both towns that keep them. */
final class AccountTour extends TourPart {

    private static final Pattern PAY_LINK = Pattern.compile("https?://\\S+/pay/[A-Za-z0-9_-]+");

    private static final List<String> HELP = List.of(
            "chip-does-not-work",
            "declined",
            "top-up-stopped",
            "paid-but-missing",
            "identical-transaction",
            "awaiting-approval",
            "new-chip");

    AccountTour(JourneyTown town, List<Tour.Stop> stops) {
        super(town, stops);
    }

    @Override
    void walk() {
        fjordbysAccounts();
        links();
        fjordbysPayments();
        klosterby();
    }

    /** Those that are looked at in every language and theme. */
    void fourPages() {
        Child child = town.households().childOf(KAREN, "Sally", 0);
        add("front", "fjordby", "", "/");
        add("accounts", "fjordby", KAREN, "/accounts");
        add("top-up-errors", "fjordby", KAREN, guest -> wrongTopUp(guest, child));
        add("payment-paid", "fjordby", KAREN, "/payments/" + town.households().paid("fjordby", child));
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
}
