package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;

/** The form of Indbetal, or of automatic top-up, as somebody fills it in. */
final class DepositForm {

    private final Guest guest;
    private final Page page;

    private DepositForm(Guest guest) {
        this.guest = guest;
        this.page = guest.page();
    }

    static DepositForm topUp(Guest guest, Households.Child child) {
        guest.open(child.path() + "/top-up");
        return new DepositForm(guest);
    }

    static DepositForm automatic(Guest guest, Households.Child child) {
        guest.open(child.path() + "/auto-top-up");
        return new DepositForm(guest);
    }

    /** Chooses one of the amounts on offer, in kroner. */
    DepositForm choose(int kroner) {
        page.locator("label.chip:has(input[value='" + kroner + "'])").click();
        return this;
    }

    /** Types another amount. */
    DepositForm type(String amount) {
        page.locator("label.chip:has(input[value=other])").click();
        page.fill("#other", amount);
        return this;
    }

    DepositForm withNewCard() {
        page.locator("label.pick:has(input[value=new])").first().click();
        return this;
    }

    DepositForm withStoredCard() {
        page.locator("label.pick:not(:has(input[value=new]))").first().click();
        return this;
    }

    DepositForm email(String address) {
        page.fill("#email", address);
        return this;
    }

    DepositForm now(boolean wanted) {
        page.setChecked("input[name=now]", wanted);
        return this;
    }

    DepositForm acceptTerms() {
        page.check("#terms");
        return this;
    }

    Guest send() {
        button().click();
        return guest;
    }

    /** Sends it and fills in {@code card} in the gateway's window. */
    Guest payWith(String card) {
        send();
        return CardWindow.of(guest).payWith(card);
    }

    /** The main button; its words name the act. */
    Locator button() {
        return page.locator("form.form button.btn-l");
    }

    /**
     * The form came back: a summary on top that has the focus, the title begins with the word for it, and the field says the
     * same words as its line above.
     */
    void isRefused(String field, String words) {
        Locator summary = page.locator(".errors");
        assertThat(summary).isVisible();
        assertThat(summary).isFocused();
        assertThat(page).hasTitle(Pattern.compile("^" + guest.t("web.error-prefix") + " .+"));
        Locator line = summary.locator("a[href='#" + field + "']");
        assertThat(line).hasText(words);
        assertThat(page.locator("#" + field + "-e")).containsText(words);
        line.click();
        assertThat(page.locator("#" + field)).isFocused();
    }

    /** Sends the filled form so many times at once, as a nervous finger does. Leaves the page where it is. */
    void sendAtOnce(int times) {
        page.evaluate("""
                times => {
                    const form = document.querySelector('form.form');
                    const send = () => fetch(form.action, {
                        method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'manual'});
                    return Promise.all(Array.from({length: times}, send)).then(() => null);
                }""", times);
    }
}
