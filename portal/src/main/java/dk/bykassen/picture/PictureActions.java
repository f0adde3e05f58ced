package dk.bykassen.picture;

import dk.bykassen.card.AccountActions;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import java.util.List;
import org.springframework.stereotype.Component;

/** A picture on the account; not offered to who merely pays in. */
@Component
class PictureActions implements AccountActions {

    @Override
    public List<Action> of(SignedIn viewer, MyAccount account) {
        return account.kind() != MyAccount.Kind.LINKED
                ? List.of(new Action(account.page() + "/picture", "picture.action", "camera", 82, false))
                : List.of();
    }
}
