package dk.bykassen.card;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Menu;
import dk.bykassen.web.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** <i>Brugeroplysninger</i>; at a town card <i>Stamdata</i>. */
@Component
class DetailsMenu implements Menu {

    @Override
    public List<Item> items(Tenant tenant, Optional<Viewer.Person> viewer, @Nullable String account) {
        String label = tenant.offers("town-card") ? "details.menu.card" : "details.menu.chip";
        return viewer.isPresent() && account != null && tenant.keepsAccounts()
                ? List.of(new Item("/accounts/" + account + "/details", label, label, "user", 32, false))
                : List.of();
    }
}
