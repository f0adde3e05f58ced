package dk.bykassen.link;

import dk.bykassen.card.AccountActions;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import java.util.List;
import org.springframework.stereotype.Component;

/** Seeing who else acts for an account. */
@Component
class LinkActions implements AccountActions {

    @Override
    public List<Action> of(SignedIn viewer, MyAccount account) {
        return List.of(new Action(LinksController.PAGE, "link.action", "users", 90, false));
    }
}
