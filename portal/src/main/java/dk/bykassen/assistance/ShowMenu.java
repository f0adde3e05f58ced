package dk.bykassen.assistance;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Menu;
import dk.bykassen.web.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** <i>Fjernsupport</i>: the way to show one's pages to a member of staff. */
@Component
class ShowMenu implements Menu {

    @Override
    public List<Item> items(Tenant tenant, Optional<Viewer.Person> viewer, @Nullable String account) {
        return viewer.isPresent()
                ? List.of(new Item(ShowController.PAGE, "assistance.support", "assistance.support", "eye", 95, false)
                        .forOwnEyes())
                : List.of();
    }
}
