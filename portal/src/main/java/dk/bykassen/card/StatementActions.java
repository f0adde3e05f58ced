package dk.bykassen.card;

import dk.bykassen.identity.SignedIn;
import dk.bykassen.tenant.Tenants;
import java.util.List;
import org.springframework.stereotype.Component;

/** Seeing what happened on an account. */
@Component
class StatementActions implements AccountActions {

    @Override
    public List<Action> of(SignedIn viewer, MyAccount account) {
        String label = Tenants.current().offers("town-card") ? "card.menu.statement.town" : "card.menu.statement";
        return List.of(new Action(account.page() + "/statement", label, "list", 50, true));
    }
}
