package dk.bykassen.statement;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Menu;
import dk.bykassen.web.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** <i>Kontoudskrift</i>, or <i>Kontoudtog</i> where the town card is. */
@Component
class StatementMenu implements Menu {

    @Override
    public List<Item> items(Tenant tenant, Optional<Viewer.Person> viewer, @Nullable String account) {
        boolean townCard = tenant.offers("town-card");
        if (viewer.isEmpty() || account == null || !townCard && !tenant.offers("canteen")) {
            return List.of();
        }
        String name = townCard ? "statement.menu.town" : "statement.menu";
        return List.of(new Item("/accounts/" + account + "/statement", name, name, "list", 40, true));
    }
}
