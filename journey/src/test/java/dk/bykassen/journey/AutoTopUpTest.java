package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.journey.Households.Child;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Sofie lets a chip fill itself. */
@Journey
@Order(5)
class AutoTopUpTest {

    private static final String SOFIE = "Sofie Lind";
    private static final Pattern LINK = Pattern.compile("https?://\\S+/pay/[A-Za-z0-9_-]+");

    private final JourneyTown town;
    private final Till till;

    AutoTopUpTest(JourneyTown town) {
        this.town = town;
        this.till = Till.of(town, "fjordby");
    }

    @Test
    void settingItUpTakesNothing() {
        Child child = child("Anton", 100_00);
        long before = charged();
        Guest sofie = town.guestAt("fjordby").signIn(SOFIE);
        setsUp(sofie, child, 100, false);
        sofie.isAtPayment().seesHeading(sofie.t("payment.heading.registered"));
        sofie.open(child.path() + "/auto-top-up")
                .sees(sofie.t("topup.auto.running", sofie.wholeMoney(100_00), sofie.wholeMoney(50_00)));
        assertThat(charged()).isEqualTo(before);
        assertThat(balance(child)).isEqualTo(100_00);
        sofie.open("/accounts");
        assertThat(sofie.account(child.name()).locator("details"))
                .containsText(sofie.t("card.auto.on", sofie.money(100_00)));
        assertThat(town.world()
                        .mail(address(child), mail -> mail.subject().contains("Anton Lind"))
                        .text())
                .contains(sofie.t("message.card-registered.heading"));
    }

    @Test
    void withNowTheAmountIsPaidAtOnceAndOnce() {
        Child child = child("Aksel", 100_00);
        long before = charged();
        Guest sofie = town.guestAt("fjordby").signIn(SOFIE);
        setsUp(sofie, child, 200, true);
        sofie.isAtPayment();
        World.await("the first deposit", () -> balance(child) == 300_00);
        assertThat(charged()).isEqualTo(before + 200_00);
    }

    @Test
    void aLowBalanceIsFilledOnceWithAReceipt() {
        Child child = child("Bo", 60_00);
        Guest sofie = town.guestAt("fjordby").signIn(SOFIE);
        setsUp(sofie, child, 100, false);
        sofie.isAtPayment();
        long before = charged();
        assertThat(till.buy(child.chip(), 5_00).balance()).isEqualTo(55_00);
        assertThat(till.buy(child.chip(), 10_00).balance()).isEqualTo(45_00);
        World.await("the automatic deposit", () -> balance(child) == 145_00);
        assertThat(charged()).isEqualTo(before + 100_00);

        World.Mail receipt = town.world()
                .mail(address(child), mail -> mail.text().contains(sofie.t("message.auto-top-up-receipt.heading")));
        assertThat(receipt.text()).contains(sofie.money(100_00), child.path() + "/auto-top-up");
        sofie.open(child.path() + "/statement");
        assertThat(sofie.page().locator(".led tbody tr").first()).containsText(sofie.t("statement.move.top_up"));
    }

    @Test
    void aBurstOfPurchasesIsOneCharge() {
        Child child = child("Carl", 90_00);
        Guest sofie = town.guestAt("fjordby").signIn(SOFIE);
        setsUp(sofie, child, 100, false);
        sofie.isAtPayment();
        long before = charged();
        try (var queue = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 8).forEach(number -> queue.submit(() -> till.buy(child.chip(), 6_00)));
        }
        World.await("the automatic deposit", () -> balance(child) == 142_00);
        // Whatever the other purchases called for has been answered once the clock has gone round.
        town.world().advance(java.time.Duration.ofMinutes(20));
        assertThat(charged()).isEqualTo(before + 100_00);
        assertThat(balance(child)).isEqualTo(142_00);
    }

    @Test
    void aDeclineIsToldAtOnceWithTheWayToMendIt() {
        Child child = child("Didrik", 60_00);
        Guest sofie = town.guestAt("fjordby").signIn(SOFIE);
        setsUp(sofie, child, 100, false);
        sofie.isAtPayment();
        long before = charged();
        town.world().order("expired_card");
        till.buy(child.chip(), 20_00);
        World.Mail mail = town.world()
                .mail(address(child), any -> any.text().contains(sofie.t("message.auto-top-up-declined.heading")));
        String link = town.origin("fjordby") + child.path() + "/auto-top-up";
        assertThat(mail.text()).contains("Didrik Lind", link, sofie.money(40_00));
        assertThat(mail.html()).contains(link);
        assertThat(charged()).isEqualTo(before);

        sofie.open(link).sees(sofie.t("topup.paused.card.title"));
        // Another card, and it goes on.
        replaceCard(sofie, CardWindow.DANKORT);
        sofie.isAtPayment();
        sofie.open(link).doesNotSee(sofie.t("topup.paused.card.title"));
        till.buy(child.chip(), 5_00);
        World.await("the automatic deposit", () -> balance(child) == 135_00);
    }

    /** The bank wants Sofie. She opens the link in the letter on a phone where nobody is signed in, pays, and all goes on. */
    @Test
    void aBankThatWantsItsCustomerGetsHerByALink() {
        Child child = child("Harald", 60_00);
        Guest sofie = town.guestAt("fjordby").signIn(SOFIE);
        setsUp(sofie, child, 100, false);
        sofie.isAtPayment();
        long before = charged();
        town.world().order("soft_decline");
        till.buy(child.chip(), 20_00);
        Guest phone = town.guestAt("fjordby");
        phone.open(payLink(sofie, child))
                .seesHeading(phone.t("topup.link.open.title"))
                .doesNotSee("Harald");
        assertThat(charged()).isEqualTo(before);
        sofie.open(child.path() + "/auto-top-up").sees(sofie.t("topup.paused.customer.title"));

        phone.press(phone.t("topup.link.pay", phone.wholeMoney(100_00)));
        CardWindow.of(phone).payWith(CardWindow.VISA);
        phone.isAtPayment().seesHeading(phone.t("payment.page.paid"));
        assertThat(balance(child)).isEqualTo(140_00);
        assertThat(charged()).isEqualTo(before + 100_00);
        phone.open(payLink(sofie, child)).seesHeading(phone.t("topup.link.paid.title"));

        sofie.open(child.path() + "/auto-top-up")
                .sees(sofie.t("topup.auto.running", sofie.wholeMoney(100_00), sofie.wholeMoney(50_00)));
        till.buy(child.chip(), 95_00);
        World.await("the automatic deposit", () -> balance(child) == 145_00);
    }

    /** No child buys between the bank's no and its yes: the portal tries again by itself. */
    @Test
    void afterADeclineItIsTriedAgainWithoutATill() {
        Child child = child("Ivar", 60_00);
        Guest sofie = town.guestAt("fjordby").signIn(SOFIE);
        setsUp(sofie, child, 100, false);
        sofie.isAtPayment();
        town.world().order("no_funds");
        till.buy(child.chip(), 20_00);
        town.world().mail(address(child), any -> any.text().contains(sofie.t("message.auto-top-up-declined.heading")));
        sofie.open(child.path() + "/auto-top-up").sees(sofie.t("topup.wait.declined.title"));

        town.world().advance(java.time.Duration.ofHours(2));

        assertThat(balance(child)).isEqualTo(140_00);
        sofie.open(child.path() + "/auto-top-up");
        assertThat(sofie.page().locator(".tbl tbody"))
                .containsText(Pattern.compile(
                        sofie.t("topup.history.paid") + ".*" + sofie.t("topup.history.declined"), Pattern.DOTALL));
    }

    @Test
    void aCardIsReplacedWithoutStopping() {
        Child child = child("Elias", 60_00);
        Guest sofie = town.guestAt("fjordby").signIn(SOFIE);
        setsUp(sofie, child, 100, false);
        sofie.isAtPayment();
        sofie.open(child.path() + "/auto-top-up");
        replaceCard(sofie, CardWindow.DANKORT);
        sofie.isAtPayment().seesHeading(sofie.t("payment.heading.registered"));
        sofie.open(child.path() + "/auto-top-up")
                .sees(sofie.t("topup.auto.running", sofie.wholeMoney(100_00), sofie.wholeMoney(50_00)));
        assertThat(sofie.page().locator("section[aria-labelledby=card-h] > p")).containsText("Dankort");
        till.buy(child.chip(), 20_00);
        World.await("the automatic deposit", () -> balance(child) == 140_00);
        sofie.open("/payment-methods");
        assertThat(sofie.page()
                        .locator("main li.card")
                        .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Elias")))
                .containsText("Dankort");
    }

    @Test
    void stoppingTakesTwoClicksAndStops() {
        Child child = child("Felix", 60_00);
        Guest sofie = town.guestAt("fjordby").signIn(SOFIE);
        setsUp(sofie, child, 100, false);
        sofie.isAtPayment();
        sofie.open(child.path() + "/auto-top-up").press(sofie.t("topup.auto.stop"));
        sofie.seesHeading(sofie.t("topup.auto.stop.ask", "Felix")).press(sofie.t("topup.auto.stop"));
        sofie.isAt(child.path() + "/auto-top-up").sees(sofie.t("topup.notice.auto-stopped"));
        long before = charged();
        till.buy(child.chip(), 40_00);
        town.world().advance(java.time.Duration.ofMinutes(5));
        assertThat(charged()).isEqualTo(before);
        assertThat(balance(child)).isEqualTo(20_00);
        town.world().mail(address(child), mail -> mail.text().contains(sofie.t("message.auto-top-up-stopped.heading")));
    }

    @Test
    void removingTheCardSaysWhatStopsAndStopsIt() {
        Child child = child("Gustav", 60_00);
        Guest parent = town.guestAt("fjordby").signIn(SOFIE);
        setsUp(parent, child, 100, false);
        parent.isAtPayment();
        parent.open("/payment-methods");
        parent.page()
                .locator("main li.card")
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText("Gustav"))
                .locator("a[href$='/remove']")
                .click();
        parent.sees(parent.t("topup.use.auto", "Gustav Lind")).press(parent.t("payment.remove.do"));
        parent.isAt("/payment-methods").sees(parent.t("payment.notice.card-removed"));
        parent.open("/accounts");
        assertThat(parent.account(child.name()).locator("details")).containsText(parent.t("card.auto.off"));
    }

    private void setsUp(Guest sofie, Child child, int kroner, boolean now) {
        DepositForm.automatic(sofie, child)
                .choose(kroner)
                .withNewCard()
                .email(address(child))
                .now(now)
                .acceptTerms()
                .payWith(CardWindow.VISA);
    }

    private static void replaceCard(Guest sofie, String card) {
        sofie.page()
                .locator("form[action$='/card'] label.pick:has(input[value=new])")
                .click();
        sofie.page().locator("form[action$='/card'] button").click();
        CardWindow.of(sofie).payWith(card);
    }

    /** The way to pay in the letter Sofie got. */
    private String payLink(Guest sofie, Child child) {
        String letter = town.world()
                .mail(address(child), any -> any.text().contains(sofie.t("message.pay-link.heading")))
                .text();
        return LINK.matcher(letter).results().findFirst().orElseThrow().group();
    }

    private static String address(Child child) {
        return "auto-" + child.chip().toLowerCase(java.util.Locale.ROOT) + "@example.com";
    }

    private long charged() {
        return town.world().charged("fjordby");
    }

    private long balance(Child child) {
        return town.households().balance("fjordby", child);
    }

    private Child child(String firstName, long minor) {
        return town.households().childOf(SOFIE, firstName, minor);
    }
}
