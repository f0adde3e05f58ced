package dk.bykassen.topup;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Menu;
import dk.bykassen.web.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** <i>Indbetal</i> and <i>Automatisk optankning</i> for the account one acts for. */
@Component
class TopUpMenu implements Menu {

    @Override
    public List<Item> items(Tenant tenant, Optional<Viewer.Person> viewer, @Nullable String account) {
        if (viewer.isEmpty() || account == null || !tenant.keepsAccounts()) {
            return List.of();
        }
        String home = "/accounts/" + account;
        return List.of(
                new Item(home + "/top-up", "topup.menu.top-up", "topup.menu.top-up", "plus", 20, true),
                new Item(home + "/auto-top-up", "topup.menu.auto", "topup.menu.auto", "repeat", 50, false).below());
    }
}
