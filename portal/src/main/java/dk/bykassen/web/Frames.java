package dk.bykassen.web;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts together the frame of a page. */
@Component
public class Frames {

    static final String NOTICE = "notice";

    private final MessageSource messages;
    private final Icons icons;
    private final Looks looks;
    private final InstantSource clock;
    private final ObjectProvider<Viewer> viewers;
    private final ObjectProvider<ActingFor> acting;
    private final ObjectProvider<DeskViewer> desks;
    private final ObjectProvider<Watched> watched;
    private final List<Menu> menus;
    private final List<ProfileTab> profileTabs;

    Frames(
            MessageSource messages,
            Icons icons,
            Looks looks,
            InstantSource clock,
            ObjectProvider<Viewer> viewers,
            ObjectProvider<ActingFor> acting,
            ObjectProvider<DeskViewer> desks,
            ObjectProvider<Watched> watched,
            List<Menu> menus,
            ObjectProvider<ProfileTab> profileTabs) {
        this.messages = messages;
        this.icons = icons;
        this.looks = looks;
        this.clock = clock;
        this.viewers = viewers;
        this.acting = acting;
        this.desks = desks;
        this.watched = watched;
        this.menus = menus;
        this.profileTabs = profileTabs.stream()
                .sorted(Comparator.comparingInt(ProfileTab::order))
                .toList();
    }

    /** The full frame: who looks, for which account, with which menu. */
    Frame of(HttpServletRequest request) {
        Viewer viewer = viewers.getIfAvailable();
        String csrf = viewer == null ? "" : viewer.csrfToken(request);
        DeskViewer desk = desks.getIfAvailable();
        Optional<Desk> theirs = desk == null ? Optional.empty() : desk.of(request);
        if (theirs.isPresent()) {
            return frame(request, csrf, theirs, theirs.get().menu());
        }
        Optional<Viewer.Person> person = viewer == null ? Optional.empty() : viewer.of(request);
        ActingFor choosing = acting.getIfAvailable();
        Optional<ActingFor.Choice> choice =
                choosing == null ? Optional.empty() : person.flatMap(known -> choosing.of(request, known));
        return frame(request, person, csrf, choice);
    }

    /** On a page of the desk nobody is a citizen, whoever else is signed in with the same browser. */
    private Frame frame(HttpServletRequest request, String csrf, Optional<Desk> desk, List<Menu.Item> menu) {
        return frame(request, Optional.empty(), csrf, Optional.empty(), desk, menu);
    }

    /** A frame that asks nobody, for pages that must show when the database does not answer. */
    Frame bare(HttpServletRequest request) {
        return frame(request, Optional.empty(), "", Optional.empty());
    }

    /** Words in {@code language} and the current tenant's zone, for what is written outside a request. */
    public Wording wording(Locale language) {
        return new Wording(messages, language, Tenants.current().zone());
    }

    /** The files that make a tenant's pages, for a page that shows several tenants. */
    public Look look(Tenant tenant) {
        return looks.of(tenant);
    }

    private Frame frame(
            HttpServletRequest request,
            Optional<Viewer.Person> person,
            String csrf,
            Optional<ActingFor.Choice> choice) {
        Tenant tenant = Tenants.current();
        String account = choice.map(chosen -> chosen.chosen().id().toString()).orElse(null);
        List<Menu.Item> items = menus.stream()
                .flatMap(menu -> menu.items(tenant, person, account).stream())
                .sorted(Comparator.comparingInt(Menu.Item::order))
                .toList();
        return frame(request, person, csrf, choice, Optional.empty(), items);
    }

    private Frame frame(
            HttpServletRequest request,
            Optional<Viewer.Person> person,
            String csrf,
            Optional<ActingFor.Choice> choice,
            Optional<Desk> desk,
            List<Menu.Item> items) {
        Tenant tenant = Tenants.current();
        Watched watching = person.isPresent() ? watched.getIfAvailable() : null;
        return new Frame(
                new Frame.Parts(
                        tenant,
                        wording(Languages.of(request)),
                        person,
                        csrf,
                        choice,
                        desk,
                        watching == null ? Optional.empty() : watching.of(request),
                        items,
                        profileTabs,
                        path(request),
                        request.getQueryString(),
                        RequestIds.of(request),
                        clock.instant(),
                        notice(request),
                        looks.of(tenant)),
                icons.sheet());
    }

    /** Where the visitor is; for what the container sends to its error page, where the visitor was. */
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed
                ? failed
                : request.getRequestURI();
    }

    /** The key in the cookie, where this version has words for it: the cookie may be another's, or a forgery. */
    private @Nullable String notice(HttpServletRequest request) {
        Cookie cookie = Cookies.find(request, NOTICE);
        String key = cookie == null ? "" : cookie.getValue();
        boolean isWorded = key.matches("[a-z]+\\.notice\\.[a-z-]{1,40}")
                && messages.getMessage(key, null, null, Languages.of(request)) != null;
        return isWorded ? key : null;
    }
}
