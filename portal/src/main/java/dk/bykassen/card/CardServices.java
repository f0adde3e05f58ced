package dk.bykassen.card;

import dk.bykassen.kernel.Money;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.ServiceInUse;
import dk.bykassen.web.Viewer;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells somebody's profile which prepaid accounts they have or look after. */
@Component
class CardServices implements ServiceInUse {

    private final Accounts accounts;

    CardServices(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public List<Use> of(Viewer.Person person) {
        return Tenants.current().keepsAccounts()
                ? accounts.of(person.id()).stream().map(CardServices::use).toList()
                : List.of();
    }

    private static Use use(MyAccount account) {
        Money topUp = account.autoTopUp();
        return new Use(
                "card.service.account",
                List.of(account.name()),
                topUp == null ? "card.service.plain" : "card.service.auto",
                topUp == null ? List.of(account.balance()) : List.of(account.balance(), topUp),
                "wallet",
                "/accounts/" + account.publicId() + "/statement");
    }
}
