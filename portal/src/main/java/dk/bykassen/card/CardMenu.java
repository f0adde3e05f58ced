package dk.bykassen.card;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Menu;
import dk.bykassen.web.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pages about prepaid accounts, in the order their users know. */
@Component
class CardMenu implements Menu {

    @Override
    public List<Item> items(Tenant tenant, Optional<Viewer.Person> viewer, @Nullable String account) {
        if (viewer.isEmpty() || !tenant.offers("town-card") && !tenant.offers("canteen")) {
            return List.of();
        }
        return List.of(new Item("/accounts", "card.menu.accounts", "card.menu.accounts.short", "wallet", 10, true));
    }
}
