package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.regex.Pattern;

/** The gateway's hosted payment window, which belongs to the world outside. */
final class CardWindow {

    static final String VISA = "4242 4242 4242 4242";
    static final String DANKORT = "4571 0000 0000 0001";
    static final String DECLINED = "4000 0000 0000 0002";
    /** Lets itself be stored and refuses every later charge. */
    static final String EMPTY_LATER = "4000 0000 0000 0341";

    private final Guest guest;
    private final Page page;

    private CardWindow(Guest guest) {
        this.guest = guest;
        this.page = guest.page();
        assertThat(page).hasURL(Pattern.compile(".*/nexi/window\\?paymentId=.*"));
        assertThat(page.locator("header")).containsText(Pattern.compile("KUN TEST|TEST ONLY|BARE TEST"));
    }

    /** The window {@code guest} stands before. */
    static CardWindow of(Guest guest) {
        return new CardWindow(guest);
    }

    CardWindow shows(String text) {
        assertThat(page.locator("main")).containsText(text);
        return this;
    }

    /** Fills in the card and pays; the guest is wherever the window leads. */
    Guest payWith(String number) {
        page.locator("a[href*='method=card']").click();
        page.fill("#holder", "Test Person");
        page.fill("#number", number);
        page.fill("#expiry", "08/30");
        page.fill("#cvc", "123");
        page.locator("button[value=pay]").click();
        return guest;
    }

    Guest turnBack() {
        page.locator("button[value=cancel]").click();
        return guest;
    }
}
