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
        boolean townCard = tenant.offers("town-card");
        if (viewer.isEmpty() || !townCard && !tenant.offers("canteen")) {
            return List.of();
        }
        Item mine = new Item("/accounts", "card.menu.accounts", "card.menu.accounts.short", "wallet", 10, true);
        if (account == null) {
            return List.of(mine);
        }
        String statement = townCard ? "card.menu.statement.town" : "card.menu.statement";
        String home = "/accounts/" + account;
        return List.of(mine, new Item(home + "/statement", statement, statement, "list", 40, true));
    }
}
