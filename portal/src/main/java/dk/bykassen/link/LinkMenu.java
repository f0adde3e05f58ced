package dk.bykassen.link;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Menu;
import dk.bykassen.web.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The way to who acts for whom, which people reach from <i>Mine Konti</i> and an account's page first. */
@Component
class LinkMenu implements Menu {

    @Override
    public List<Item> items(Tenant tenant, Optional<Viewer.Person> viewer, @Nullable String account) {
        return viewer.isPresent() && tenant.keepsAccounts()
                ? List.of(new Item(LinksController.PAGE, "link.menu", "link.menu", "users", 60, false).below())
                : List.of();
    }
}
