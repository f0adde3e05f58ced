package dk.bykassen.statement;

import dk.bykassen.card.AccountActions;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.tenant.Tenants;
import java.util.List;
import org.springframework.stereotype.Component;

/** Seeing what happened on an account, and being told when little is left. */
@Component
class StatementActions implements AccountActions {

    @Override
    public List<Action> of(SignedIn viewer, MyAccount account) {
        String label = Tenants.current().offers("town-card") ? "statement.menu.town" : "statement.menu";
        var statement = new Action(account.page() + "/statement", label, "list", 50, false);
        return account.closed()
                ? List.of(statement)
                : List.of(
                        statement,
                        new Action(account.page() + "/notice", "statement.notice.action", "bell", 65, false));
    }
}
