package dk.bykassen.identity;

import dk.bykassen.web.Form;
import dk.bykassen.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The sign-in page, for those who arrive at it and for options whose form has to be mended. Somebody who is to prove once
 * more who they are sees only ways of their own.
 */
@Component
public class SignInPage {

    private final IdentityProviders providers;
    private final ObjectProvider<SignInOption> options;
    private final WayStore ways;
    private final Sessions sessions;
    private final TransactionTemplate transactions;

    SignInPage(
            IdentityProviders providers,
            ObjectProvider<SignInOption> options,
            WayStore ways,
            Sessions sessions,
            TransactionTemplate transactions) {
        this.providers = providers;
        this.options = options;
        this.ways = ways;
        this.sessions = sessions;
        this.transactions = transactions;
    }

    /** Whether people here have other ways in than an eID. */
    boolean hasOptions() {
        return transactions.execute(status -> options.stream().anyMatch(SignInOption::offered));
    }

    /** The page again, with what was typed into an option's form and what was wrong with it. */
    public Page again(HttpServletRequest request, @Nullable String to, Form form) {
        return show(request, null, ReturnPath.orHome(to), form);
    }

    Page show(HttpServletRequest request, @Nullable Refusal why, String to, Form form) {
        Optional<SignedIn> proving = sessions.proving(request);
        Optional<Session.Waiting> newcomer = sessions.newcomer(request);
        List<Provider> eids = newcomer.isPresent() ? List.of() : providers(proving);
        String joining = newcomer.flatMap(waiting -> providers.find(waiting.way()))
                .map(Provider::name)
                .orElse(null);
        return transactions.execute(status -> Page.of("identity/sign-in")
                .with("form", form)
                .with("options", options(proving))
                .with("joining", joining)
                .with("view", SignInView.of(eids, why, to, proving.isPresent())));
    }

    private List<SignInOption> options(Optional<SignedIn> proving) {
        return options.orderedStream()
                .filter(SignInOption::offered)
                .filter(option -> proving.isEmpty()
                        || option.boundTo(proving.get().personId()).isPresent())
                .toList();
    }

    private List<Provider> providers(Optional<SignedIn> proving) {
        Predicate<Provider> isOwn = proving.<Predicate<Provider>>map(person -> provider ->
                        ways.subject(person.personId(), provider.issuer()).isPresent())
                .orElse(provider -> true);
        return transactions.execute(
                status -> providers.all().stream().filter(isOwn).toList());
    }
}
