package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.card.Issuing;
import dk.bykassen.journey.Households.Child;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Jens puts money on a child's chip, or tries to. */
@Journey
@Order(3)
class TopUpTest {

    private static final String JENS = "Jens Holm";

    private final JourneyTown town;

    TopUpTest(JourneyTown town) {
        this.town = town;
    }

    @Test
    void jensPaysWithANewCardAndTheMoneyIsThere() {
        Child liva = child("Liva", 0);
        Guest jens = town.guestAt("fjordby").signIn(JENS);
        jens.press(jens.t("topup.menu.top-up") + " " + jens.t("card.for", liva.name()));
        jens.seesHeading(jens.t("topup.form.title", "Liva"));
        DepositForm form = DepositForm.topUp(jens, liva).choose(200).withNewCard();
        assertThat(form.button()).containsText(jens.t("topup.form.pay", jens.wholeMoney(200_00)));
        form.email("jens@kvittering.example").acceptTerms().send();

        CardWindow.of(jens).shows("200,00").payWith(CardWindow.DANKORT);

        String payment = jens.isAtPayment().path();
        jens.seesHeading(jens.t("payment.heading.paid", jens.money(200_00)));
        jens.sees(jens.t("payment.lead.paid-balance", "Liva Holm", jens.money(200_00)))
                .sees(jens.t("payment.card", "Dankort", "0001"))
                .sees(jens.t("payment.fact.total"));
        assertThat(jens.page().locator(".receipt-facts, .facts").first()).containsText("Liva Holm");
        jens.open("/accounts").seesBalance("Liva Holm", 200_00);
        jens.open(liva.path() + "/statement");
        assertThat(jens.page().locator(".led tbody tr")).hasCount(1);
        assertThat(jens.page().locator(".led tbody tr")).containsText(jens.t("statement.move.top_up"));
        assertThat(jens.page().locator(".led tbody tr .bal")).hasText("200,00");

        // The address stays the receipt, in any tab.
        jens.open(payment).seesHeading(jens.t("payment.heading.paid", jens.money(200_00)));
    }

    @Test
    void theReceiptArrivesAsTextAndAsHtml() {
        Child child = child("Ella", 0);
        String address = "kvittering+" + child.chip().toLowerCase(java.util.Locale.ROOT) + "@example.com";
        Guest jens = town.guestAt("fjordby").signIn(JENS);
        DepositForm.topUp(jens, child)
                .choose(100)
                .withNewCard()
                .email(address)
                .acceptTerms()
                .payWith(CardWindow.VISA);
        jens.seesHeading(jens.t("payment.heading.paid", jens.money(100_00)));
        String reference = jens.page().locator(".facts .code").last().textContent();
        World.Mail mail = town.world().mail(address, any -> true);
        for (String body : new String[] {mail.text(), mail.html().replace("&nbsp;", "\u00a0")}) {
            assertThat(body).contains("Ella", reference, jens.money(100_00));
            assertThat(body).contains(jens.path());
        }
        assertThat(mail.html()).contains("<html", town.tenant("fjordby").name());
        assertThat(town.world().mails(address)).hasSize(1);
    }

    @Test
    void theAcceptedTermsStayReadable() {
        Child child = child("Asta", 0);
        Guest jens = town.guestAt("fjordby").signIn(JENS);
        DepositForm.topUp(jens, child).choose(100).withNewCard().acceptTerms().payWith(CardWindow.VISA);
        jens.page().locator(".facts a[href^='/terms/']").click();
        jens.seesHeading(jens.page().locator("main h1").textContent());
        assertThat(jens.page().locator("main")).containsText("1.500");
    }

    @Test
    void amountsThatCannotBeAreExplained() {
        Child child = child("Otto", 0);
        Guest jens = town.guestAt("fjordby").signIn(JENS);
        Map<String, String> faults = Map.of(
                "0", "topup.fault.amount.range",
                "-50", "topup.fault.amount.range",
                "19", "topup.fault.amount.range",
                "1001", "topup.fault.amount.range",
                "1000000000000", "topup.fault.amount.range",
                "1.005", "topup.fault.amount.whole",
                "99,50", "topup.fault.amount.whole",
                "hundrede", "topup.fault.amount.number",
                "", "topup.fault.amount.missing");
        DepositForm form = DepositForm.topUp(jens, child)
                .withNewCard()
                .email("jens@example.com")
                .acceptTerms();
        faults.forEach((typed, fault) -> {
            form.type(typed).send();
            form.isRefused("other", jens.t(fault, jens.wholeMoney(20_00), jens.wholeMoney(1000_00)));
            assertThat(jens.page().locator("#other")).hasValue(typed);
            assertThat(jens.page().locator("#email")).hasValue("jens@example.com");
            assertThat(jens.page().locator("#terms")).isChecked();
        });
        assertThat(town.households().balance("fjordby", child)).isZero();
    }

    @Test
    void spacesAndThousandsAreUnderstood() {
        Child child = child("Nora", 0);
        Guest jens = town.guestAt("fjordby").signIn(JENS);
        DepositForm.topUp(jens, child)
                .type("1 000,00")
                .withNewCard()
                .acceptTerms()
                .payWith(CardWindow.VISA);
        jens.seesHeading(jens.t("payment.heading.paid", jens.money(1000_00)));
    }

    @Test
    void everythingWrongIsSaidAtOnceAndWhatWasTypedIsKept() {
        Child child = child("Vera", 0);
        Guest jens = town.guestAt("fjordby").signIn(JENS);
        DepositForm form =
                DepositForm.topUp(jens, child).type("5000").withNewCard().email("jens at home");
        form.send();
        assertThat(jens.page().locator(".errors li")).hasCount(3);
        form.isRefused("email", jens.t("topup.fault.email.shape"));
        assertThat(jens.page().locator(".errors a[href='#terms']")).hasText(jens.t("topup.fault.terms"));
        assertThat(jens.page().locator("#other")).hasValue("5000");
        assertThat(jens.page().locator("#email")).hasValue("jens at home");
    }

    @Test
    void theBalanceNeverOutgrowsTheTownsRule() {
        Child child = child("Malthe", 900_00);
        Guest jens = town.guestAt("fjordby").signIn(JENS);
        DepositForm form =
                DepositForm.topUp(jens, child).type("700").withNewCard().acceptTerms();
        form.send();
        form.isRefused("other", jens.t("topup.fault.amount.room", jens.wholeMoney(1500_00), jens.money(600_00)));
        DepositForm.topUp(jens, child).type("600").withNewCard().acceptTerms().payWith(CardWindow.VISA);
        jens.seesHeading(jens.t("payment.heading.paid", jens.money(600_00)));
        jens.open(child.path() + "/top-up").seesHeading(jens.t("topup.form.title", "Malthe"));
        jens.sees(jens.t("topup.form.full.title"));
        assertThat(jens.page().locator("form.form")).hasCount(0);
    }

    @Test
    void aBlockedChipCannotBeToppedUp() {
        Child child = child("Silas", 0);
        Guest jens = town.guestAt("fjordby").signIn(JENS);
        DepositForm form =
                DepositForm.topUp(jens, child).choose(100).withNewCard().acceptTerms();
        // It is blocked while the form stands open.
        town.in("fjordby", () -> {
            town.bean(Issuing.class).block(child.chip());
            return true;
        });
        long payments = town.world().gateway("fjordby").path("payments").size();
        form.send();
        jens.sees(jens.t("topup.form.blocked.title.chip"));
        assertThat(jens.page().locator("form.form")).hasCount(0);
        assertThat(town.world().gateway("fjordby").path("payments").size()).isEqualTo(payments);
        jens.open("/accounts");
        assertThat(jens.account(child.name())).containsText(jens.t("accounts.status.blocked"));
        assertThat(jens.account(child.name()).locator("a[href$='/top-up']")).hasCount(0);
    }

    @Test
    void aDoubleClickPaysOnce() {
        Child child = child("Alba", 0);
        long before = town.world().charged("fjordby");
        Guest jens = town.guestAt("fjordby").signIn(JENS);
        DepositForm form =
                DepositForm.topUp(jens, child).choose(100).withNewCard().acceptTerms();
        form.sendAtOnce(4);
        form.button().dblclick();
        CardWindow.of(jens).payWith(CardWindow.VISA);
        jens.seesHeading(jens.t("payment.heading.paid", jens.money(100_00)));
        assertThat(town.world().charged("fjordby")).isEqualTo(before + 100_00);
        assertThat(town.households().balance("fjordby", child)).isEqualTo(100_00);
    }

    @Test
    void aDoubleClickOnAStoredCardPaysOnce() {
        Child child = town.households().childOf("Karen Holm", "Storm", 0);
        long before = town.world().charged("fjordby");
        Guest karen = town.guestAt("fjordby").signIn("Karen Holm");
        DepositForm form =
                DepositForm.topUp(karen, child).choose(100).withStoredCard().acceptTerms();
        form.sendAtOnce(6);
        form.send();
        karen.seesHeading(karen.t("payment.heading.paid", karen.money(100_00)));
        assertThat(town.world().charged("fjordby")).isEqualTo(before + 100_00);
        assertThat(town.households().balance("fjordby", child)).isEqualTo(100_00);
    }

    @Test
    void goingBackAndSendingAgainPaysOnce() {
        Child child = child("Frida", 0);
        long before = town.world().charged("fjordby");
        Guest jens = town.guestAt("fjordby").signIn(JENS);
        DepositForm form =
                DepositForm.topUp(jens, child).choose(100).withNewCard().acceptTerms();
        String key = jens.page().inputValue("input[name=key]");
        form.payWith(CardWindow.VISA);
        String payment = jens.seesHeading(jens.t("payment.heading.paid", jens.money(100_00)))
                .path();

        // The window that was paid in leads to the receipt again.
        jens.page().goBack();
        jens.open(payment).seesHeading(jens.t("payment.heading.paid", jens.money(100_00)));
        // And so does the very same form, sent once more.
        DepositForm again =
                DepositForm.topUp(jens, child).choose(100).withNewCard().acceptTerms();
        jens.page().evaluate("key => document.querySelector('input[name=key]').value = key", key);
        again.send();
        jens.isAt(payment);
        assertThat(town.world().charged("fjordby")).isEqualTo(before + 100_00);
    }

    @Test
    void anothersAccountAndPaymentAreNotFound() {
        Child child = child("Villads", 0);
        Guest jens = town.guestAt("fjordby").signIn(JENS);
        DepositForm.topUp(jens, child).choose(100).withNewCard().acceptTerms().payWith(CardWindow.VISA);
        String payment = jens.seesHeading(jens.t("payment.heading.paid", jens.money(100_00)))
                .path();

        Guest karen = town.guestAt("fjordby").signIn("Karen Holm");
        for (String path : new String[] {
            payment,
            child.path() + "/top-up",
            child.path() + "/statement",
            child.path() + "/statement.csv",
            child.path() + "/auto-top-up"
        }) {
            assertThat(karen.status(path)).as(path).isEqualTo(404);
        }
        Guest anna = town.guestAt("klosterby");
        assertThat(anna.status(payment)).isEqualTo(404);
    }

    private Child child(String firstName, long minor) {
        return town.households().childOf(JENS, firstName, minor);
    }
}
