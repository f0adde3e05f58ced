package dk.bykassen.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.context.MessageSource;

/** Somebody in front of a browser at one tenant's portal. Words are named by their keys, so that stories hold in every language. */
final class Guest {

    /**
     * What somebody looks through.
     *
     * @param width of the window in CSS pixels
     */
    record Device(int width, boolean runsScripts, boolean isDark) {

        static final Device ORDINARY = new Device(1280, true, false);
        static final Device WITHOUT_SCRIPTS = new Device(1280, false, false);
        static final Device PHONE = new Device(390, true, false);

        Device width(int pixels) {
            return new Device(pixels, runsScripts, isDark);
        }

        Device dark() {
            return new Device(width, runsScripts, true);
        }

        Browser.NewContextOptions options() {
            return new Browser.NewContextOptions()
                    .setViewportSize(width, 900)
                    .setJavaScriptEnabled(runsScripts)
                    .setColorScheme(isDark ? ColorScheme.DARK : ColorScheme.LIGHT)
                    // Nothing fades in or out: what is measured has its colour already.
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setLocale("da-DK")
                    .setTimezoneId("Europe/Copenhagen");
        }
    }

    private final BrowserContext context;
    private final String origin;
    private final Tenant tenant;
    private final MessageSource messages;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private Wording words;

    Guest(BrowserContext context, String origin, Tenant tenant, MessageSource messages) {
        this.context = context;
        this.origin = origin;
        this.tenant = tenant;
        this.messages = messages;
        this.words = new Wording(messages, tenant.language(), tenant.zone());
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // A refused form or a missing page is part of many stories; the browser need not like it.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onResponse(response -> {
            if (response.status() >= 500) {
                complaints.add(response.status() + " at " + response.url());
            }
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** What a browser must not say about our pages: scripts that fail, styles that are refused, answers from 500 up. */
    List<String> complaints() {
        return complaints;
    }

    /** A path of the tenant's portal, or a whole address. */
    Guest open(String address) {
        page.navigate(address.startsWith("/") ? origin + address : address);
        return this;
    }

    /** From here on the portal speaks {@code language}. */
    Guest speak(String language) {
        words = new Wording(messages, Locale.of(language), tenant.zone());
        return open(path() + (page.url().indexOf('?') < 0 ? "?" : "&") + "lang=" + language);
    }

    /** The path of the page, without host and query; {@code /} before the first page. */
    String path() {
        return page.url().startsWith(origin)
                ? page.url().substring(origin.length()).replaceFirst("[?#].*", "")
                : "/";
    }

    /** The words of {@code key}, as this guest reads them. */
    String t(String key, Object... arguments) {
        return words.t(key, arguments);
    }

    /** {@code 13550} as {@code 135,50 kr.} */
    String money(long minor) {
        return words.money(tenant.money(minor));
    }

    String wholeMoney(long minor) {
        return words.wholeMoney(tenant.money(minor));
    }

    /** {@code 13550} as {@code 135,50} */
    String figure(long minor) {
        return words.figure(tenant.money(minor));
    }

    String signed(long minor) {
        return words.signed(tenant.money(minor));
    }

    /** Signs in at the eID as {@code name}. Ends wherever the portal leads from there. */
    Guest signIn(String name) {
        return signIn(name, "/accounts");
    }

    Guest signIn(String name, String to) {
        return signInUpToTheGates(name, to).passGates();
    }

    /** Signs in and stays at whatever page comes before the one asked for. */
    Guest signInUpToTheGates(String name, String to) {
        open("/sign-in?to=" + to);
        page.locator("main .acts a.btn").first().click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
        page.waitForURL(url -> url.startsWith(origin));
        return this;
    }

    /** A newcomer says so, agrees to the privacy statement and leaves the confirmation of addresses for later. */
    Guest passGates() {
        if (path().equals("/sign-in/before")) {
            press(t("ways.before.no"));
        }
        if (path().equals("/profile/statement")) {
            page.check("#accept");
            press(t("profile.statement.go"));
        }
        if (path().equals("/profile/contact")
                && link(t("profile.contact.later")).count() > 0) {
            press(t("profile.contact.later"));
        }
        return this;
    }

    /** Signs in as a member of the town's staff. */
    Guest signInAtTheDesk(String name) {
        open("/staff/sign-in");
        page.locator("main .acts a.btn").first().click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .click();
        page.waitForURL(url -> url.startsWith(origin));
        return this;
    }

    /** Clicks the button or link called exactly {@code name}. */
    Guest press(String name) {
        named(name).click();
        return this;
    }

    Guest signOut() {
        page.locator("form[action='/sign-out'] button").click();
        return this;
    }

    Locator named(String name) {
        return button(name).or(link(name)).first();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The text is to be seen on the page, now or soon. */
    Guest sees(String text) {
        assertThat(page.getByText(text).first()).isVisible();
        return this;
    }

    Guest seesHeading(String text) {
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(text);
        return this;
    }

    Guest doesNotSee(String text) {
        assertThat(page.getByText(text)).hasCount(0);
        return this;
    }

    Guest isAt(String path) {
        assertThat(page).hasURL(Pattern.compile("^" + literally(origin + path) + "([?#].*)?$"));
        return this;
    }

    /** Some payment's page, whichever it is. */
    Guest isAtPayment() {
        assertThat(page).hasURL(Pattern.compile("^" + literally(origin) + "/payments/[0-9a-f-]{36}$"));
        return this;
    }

    /** The card of {@code name}'s account on Mine Konti. */
    Locator account(String name) {
        return page.locator("article.acct")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.HEADING,
                                new Page.GetByRoleOptions().setName(name).setExact(true))));
    }

    /** Mine Konti shows {@code minor} for {@code name}. */
    Guest seesBalance(String name, long minor) {
        assertThat(account(name).locator(".money-xl"))
                .hasText(Pattern.compile("^" + literally(figure(minor)) + "\\s.*"));
        return this;
    }

    /** The status the page was answered with, asked for anew. */
    int status(String path) {
        return page.navigate(origin + path).status();
    }

    /** The values of the cookies that would let somebody else be this guest. */
    List<String> sessionTokens() {
        return context.cookies().stream()
                .filter(cookie -> cookie.name.contains("session") || cookie.name.equals("__Host-desk"))
                .map(cookie -> cookie.value)
                .toList();
    }

    /** Keeps what a failed story looked like. */
    void leaveTraces(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(Path.of(file + ".html"), page.url() + "\n" + page.content());
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of(file + ".png")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (PlaywrightException beyondHelp) {
            System.err.println("no picture of " + file);
        }
    }

    /** The browser matches by its own rules, where {@link Pattern#quote} means something else. */
    private static String literally(String text) {
        return text.replaceAll("[\\\\.?*+^$|()\\[\\]{}]", "\\\\$0");
    }

    void close() {
        context.close();
    }
}
