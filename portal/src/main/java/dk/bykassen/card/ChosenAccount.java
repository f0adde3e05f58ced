package dk.bykassen.card;

import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.ActingFor;
import dk.bykassen.web.Cookies;
import dk.bykassen.web.Viewer;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The account a person acts for: the one in the page's address, else the one chosen last, else the first. The choice is
 * kept in a cookie and means nothing by itself: it is looked for among the accounts the person may see.
 */
@Component
public class ChosenAccount implements ActingFor {

    static final String COOKIE = "account";
    private static final Pattern IN_PATH = Pattern.compile("^/accounts/([0-9a-f-]{36})(/.*)?$");
    private static final String READ = ChosenAccount.class.getName();

    private final Accounts accounts;

    ChosenAccount(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Choice> of(HttpServletRequest request, Viewer.Person viewer) {
        if (!areOffered()) {
            return Optional.empty();
        }
        List<MyAccount> all = all(request, viewer.id());
        return choose(request, all)
                .map(chosen -> new Choice(
                        shown(chosen), all.stream().map(ChosenAccount::shown).toList()));
    }

    /** The chosen account among hers; empty when she has none. */
    Optional<MyAccount> chosen(HttpServletRequest request, long person) {
        return choose(request, all(request, person));
    }

    /** The person's accounts, asked for at most once a request. */
    @SuppressWarnings("unchecked")
    public List<MyAccount> all(HttpServletRequest request, long person) {
        if (request.getAttribute(READ) instanceof List<?> known) {
            return (List<MyAccount>) known;
        }
        List<MyAccount> read = accounts.of(person);
        request.setAttribute(READ, read);
        return read;
    }

    /** The account's id in the page's address, or nothing. */
    static String inPath(HttpServletRequest request) {
        Matcher path = IN_PATH.matcher(request.getRequestURI());
        return path.matches() ? path.group(1) : "";
    }

    /** Whether the tenant has prepaid accounts at all. */
    static boolean areOffered() {
        return Tenants.current().offers("canteen") || Tenants.current().offers("town-card");
    }

    private static Optional<MyAccount> choose(HttpServletRequest request, List<MyAccount> all) {
        Cookie cookie = Cookies.find(request, COOKIE);
        String kept = cookie == null ? "" : cookie.getValue();
        return byId(all, inPath(request))
                .or(() -> byId(all, kept))
                .or(() -> all.stream().findFirst());
    }

    private static Optional<MyAccount> byId(List<MyAccount> all, String id) {
        return all.stream()
                .filter(account -> account.publicId().toString().equals(id))
                .findFirst();
    }

    private static Account shown(MyAccount account) {
        return new Account(
                account.publicId(),
                account.name(),
                account.initials(),
                account.relation(),
                account.balance().minor(),
                account.isOwn());
    }
}
