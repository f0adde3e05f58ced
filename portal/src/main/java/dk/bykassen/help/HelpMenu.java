package dk.bykassen.help;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Menu;
import dk.bykassen.web.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** <i>Hjælp</i>, where everybody signed in looks for it. */
@Component
class HelpMenu implements Menu {

    @Override
    public List<Item> items(Tenant tenant, Optional<Viewer.Person> viewer, @Nullable String account) {
        return viewer.isPresent() ? List.of(new Item("/help", "web.help", "web.help", "help", 90, true)) : List.of();
    }
}
