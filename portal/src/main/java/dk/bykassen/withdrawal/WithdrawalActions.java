package dk.bykassen.withdrawal;

import dk.bykassen.card.AccountActions;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import java.util.List;
import org.springframework.stereotype.Component;

/** Paying money out, for whoever decides over it; a blocked chip does not keep it in. */
@Component
class WithdrawalActions implements AccountActions {

    private final Accounts accounts;

    WithdrawalActions(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Action> of(SignedIn viewer, MyAccount account) {
        return account.balance().isPositive() && accounts.mayDecide(account)
                ? List.of(new Action(account.page() + "/withdraw", "withdrawal.action", "coins", 40, true))
                : List.of();
    }
}
