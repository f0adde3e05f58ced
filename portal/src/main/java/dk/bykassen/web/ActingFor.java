package dk.bykassen.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which account the viewer acts for, shown top left on every signed-in page and switched there without script. */
public interface ActingFor {

    /** The accounts to choose from and the chosen one; empty where the viewer has none. */
    Optional<Choice> of(HttpServletRequest request, Viewer.Person viewer);

    record Choice(Account chosen, List<Account> all) {}

    /**
     * @param relation message key that says why the viewer may, such as {@code card.relation.holder}
     * @param balance formatted by the caller's rules, or null where there is none to show
     */
    record Account(
            UUID id,
            String name,
            String initials,
            String relation,
            @Nullable Long balance,
            boolean own) {}
}
