package dk.bykassen.web;

import dk.bykassen.kernel.Money;
import dk.bykassen.tenant.Tenant;
import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every page knows: the tenant and its look, the language and its words, who looks, where we are. One for each request;
 * templates call it {@code f}.
 */
public final class Frame {

    /** What the frame is made of; gathered by {@link Frames}. */
    record Parts(
            Tenant tenant,
            Wording wording,
            Optional<Viewer.Person> viewer,
            String csrf,
            Optional<ActingFor.Choice> acting,
            Optional<Desk> desk,
            Optional<Watched.Banner> watched,
            List<Menu.Item> menu,
            List<ProfileTab> profileTabs,
            String path,
            @Nullable String query,
            String requestId,
            Instant now,
            @Nullable String notice,
            Look look) {}

    private final Parts parts;
    private final IconSheet icons;
    private boolean refused;

    Frame(Parts parts, IconSheet icons) {
        this.parts = parts;
        this.icons = icons;
    }

    public Tenant tenant() {
        return parts.tenant();
    }

    /** The tenant's telephone number, never broken over two lines. */
    public String phone() {
        return parts.tenant().contact().phone().replace(' ', '\u00a0');
    }

    public Locale language() {
        return parts.wording().language();
    }

    public Wording wording() {
        return parts.wording();
    }

    public Optional<Viewer.Person> viewer() {
        return parts.viewer();
    }

    public boolean isSignedIn() {
        return parts.viewer().isPresent();
    }

    /** Whether the page belongs to a session that will end: one of the person's own. */
    public boolean isEnding() {
        return isSignedIn() && !isLookedAt();
    }

    /** How long the session lasts if nothing more happens; sessions are in real time. */
    public long secondsLeft() {
        Instant ends = parts.viewer().orElseThrow().sessionEnds();
        return Math.max(0, Duration.between(Instant.now(), ends).toSeconds());
    }

    /** Whole minutes until the end of the session is announced, five minutes before. */
    public long minutesToWarning() {
        return Math.clamp(secondsLeft() / 60 - 5, 0, 25);
    }

    public Optional<ActingFor.Choice> acting() {
        return parts.acting();
    }

    /** The staff's desk, on its pages. */
    public Optional<Desk> desk() {
        return parts.desk();
    }

    /** That a member of staff sees these pages too, or asks to. */
    public Optional<Watched.Banner> watched() {
        return parts.watched();
    }

    /** Whether it is a member of staff who looks: then nothing on the page can be sent. */
    public boolean isLookedAt() {
        return parts.watched()
                .filter(banner -> banner.side() == Watched.Side.LOOKS)
                .isPresent();
    }

    /** Where the viewer can go from here; without what is for the citizen's own eyes when somebody looks along. */
    public List<Menu.Item> menu() {
        return isLookedAt()
                ? parts.menu().stream().filter(item -> !item.ownEyes()).toList()
                : parts.menu();
    }

    /** The pages of the viewer's own profile, in order. */
    public List<ProfileTab> profileTabs() {
        return parts.profileTabs().stream()
                .filter(tab -> tab.offered().test(parts.tenant()))
                .toList();
    }

    /** Whether this page belongs to that tab: the longest that fits. */
    public boolean isCurrent(ProfileTab tab) {
        return isAt(tab.path())
                && parts.profileTabs().stream()
                        .noneMatch(other -> other.path().length() > tab.path().length() && isAt(other.path()));
    }

    /** The items a phone's tab bar has room for. */
    public long phoneItems() {
        return parts.menu().stream().filter(Menu.Item::onPhone).count();
    }

    public String path() {
        return parts.path();
    }

    public boolean isAt(String href) {
        return parts.path().equals(href) || href.length() > 1 && parts.path().startsWith(href + "/");
    }

    /** The menu item that is the current page: the longest that fits. */
    public boolean isCurrent(Menu.Item item) {
        return isAt(item.href())
                && parts.menu().stream()
                        .noneMatch(other -> other.href().length() > item.href().length() && isAt(other.href()));
    }

    /** This page in another language. */
    public String inLanguage(Locale other) {
        String kept = parts.query() == null || parts.query().isEmpty() ? "" : parts.query() + "&";
        return parts.path() + "?" + kept + "lang=" + other.getLanguage();
    }

    public String requestId() {
        return parts.requestId();
    }

    public Instant now() {
        return parts.now();
    }

    public @Nullable String notice() {
        return parts.notice();
    }

    public Look look() {
        return parts.look();
    }

    public String t(String key, Object... arguments) {
        return parts.wording().t(key, arguments);
    }

    public String t(Phrase phrase) {
        return parts.wording().t(phrase);
    }

    public String money(long minor) {
        return parts.wording().money(parts.tenant().money(minor));
    }

    public String money(Money money) {
        return parts.wording().money(money);
    }

    public String wholeMoney(long minor) {
        return parts.wording().wholeMoney(parts.tenant().money(minor));
    }

    public String figure(long minor) {
        return parts.wording().figure(parts.tenant().money(minor));
    }

    public String signed(long minor) {
        return parts.wording().signed(parts.tenant().money(minor));
    }

    public String unit() {
        return parts.wording().unit(parts.tenant().money(0));
    }

    public String date(LocalDate date) {
        return parts.wording().date(date);
    }

    public String moment(Instant instant) {
        return parts.wording().moment(instant);
    }

    public LocalDate today() {
        return parts.wording().today(parts.now());
    }

    /** An icon; the symbol it needs is written once into the page. */
    public Content icon(String name) {
        return icons.icon(name);
    }

    public Content icon(String name, String classes) {
        return icons.icon(name, classes);
    }

    /** The hidden field every unsafe form of a signed-in person carries. */
    public Content csrf() {
        return output -> {
            if (!parts.csrf().isEmpty()) {
                output.writeContent("<input type=\"hidden\" name=\"_csrf\" value=\"");
                output.writeContent(parts.csrf());
                output.writeContent("\">");
            }
        };
    }

    /** Renders {@code content} now, so that the icons it uses are known before the page's head is written. */
    public Content rendered(Content content) {
        var text = new StringOutput(16 * 1024);
        content.writeTo(new OwaspHtmlTemplateOutput(text));
        return output -> output.writeContent(text.toString());
    }

    /** The symbols of the icons used so far. */
    public Content symbols() {
        return icons::writeSymbols;
    }

    /** Whether this page says that something typed has to be mended; its title then begins with "Error:". */
    public boolean isRefused() {
        return refused;
    }

    void markRefused() {
        refused = true;
    }
}
