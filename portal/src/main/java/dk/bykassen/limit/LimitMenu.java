package dk.bykassen.limit;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Menu;
import dk.bykassen.web.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The way to an account's limits. */
@Component
class LimitMenu implements Menu {

    @Override
    public List<Item> items(Tenant tenant, Optional<Viewer.Person> viewer, @Nullable String account) {
        return viewer.isPresent() && account != null && tenant.keepsAccounts()
                ? List.of(new Item("/accounts/" + account + "/limits", "limit.menu", "limit.menu", "shield", 60, false)
                        .below())
                : List.of();
    }
}
