package dk.bykassen.card;

import dk.bykassen.identity.SignedIn;
import dk.bykassen.tenant.Tenants;
import java.util.List;
import org.springframework.stereotype.Component;

/** An account's cards, and who holds it. */
@Component
class CardActions implements AccountActions {

    @Override
    public List<Action> of(SignedIn viewer, MyAccount account) {
        String word = Tenants.current().offers("town-card") ? "card" : "chip";
        return List.of(
                new Action(account.page() + "/cards", "order.action." + word, "card", 70, false),
                new Action(account.page() + "/details", "details.menu." + word, "user", 80, true));
    }
}
