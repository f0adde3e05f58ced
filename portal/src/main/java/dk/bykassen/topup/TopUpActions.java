package dk.bykassen.topup;

import dk.bykassen.card.AccountActions;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import java.util.List;
import org.springframework.stereotype.Component;

/** Paying into an account, by hand and by itself. */
@Component
class TopUpActions implements AccountActions {

    @Override
    public List<Action> of(SignedIn viewer, MyAccount account) {
        return account.isUsable()
                ? List.of(
                        new Action(account.page() + "/top-up", "topup.menu.top-up", "plus", 10, true),
                        new Action(account.page() + "/auto-top-up", "topup.menu.auto", "repeat", 20, false))
                : List.of();
    }
}
