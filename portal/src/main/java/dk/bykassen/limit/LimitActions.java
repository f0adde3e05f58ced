package dk.bykassen.limit;

import dk.bykassen.card.AccountActions;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import java.util.List;
import org.springframework.stereotype.Component;

/** Seeing and setting an account's limits. */
@Component
class LimitActions implements AccountActions {

    @Override
    public List<Action> of(SignedIn viewer, MyAccount account) {
        return List.of(new Action(account.page() + "/limits", "limit.menu", "shield", 60, false));
    }
}
