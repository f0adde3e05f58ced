package dk.bykassen.transfer;

import dk.bykassen.card.AccountActions;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import java.util.List;
import org.springframework.stereotype.Component;

/** Moving money on, for whoever decides over it. */
@Component
class TransferActions implements AccountActions {

    private final Accounts accounts;

    TransferActions(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Action> of(SignedIn viewer, MyAccount account) {
        return account.balance().isPositive() && accounts.mayDecide(account)
                ? List.of(new Action(account.page() + "/transfer", "transfer.action", "swap", 30, false))
                : List.of();
    }
}
