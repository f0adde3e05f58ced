package dk.bykassen.card;

import dk.bykassen.identity.Person;
import dk.bykassen.identity.PersonPanel;
import dk.bykassen.web.Wording;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The accounts somebody may act for, with their balances. */
@Component
class AccountsPanel implements PersonPanel {

    private final Accounts accounts;

    AccountsPanel(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Panel of(Person person, Wording words) {
        List<Row> rows = accounts.of(person.id()).stream()
                .map(account -> new Row(
                        account.name(),
                        words.money(account.balance()),
                        words.t("card.panel." + account.kind().name().toLowerCase(Locale.ROOT))
                                + ", "
                                + account.number()))
                .toList();
        return new Panel("card.panel.title", rows, "card.panel.none");
    }
}
