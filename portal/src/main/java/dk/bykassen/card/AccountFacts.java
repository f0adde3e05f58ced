package dk.bykassen.card;

import dk.bykassen.identity.SignedIn;
import dk.bykassen.web.Phrase;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A module's small lines about accounts, such as how long the money lasts, declared as a bean. */
public interface AccountFacts {

    /** By public id of the account, those without a fact absent: one query at most, however many accounts. */
    Map<UUID, List<Fact>> of(SignedIn viewer, List<MyAccount> accounts);

    /**
     * @param icon icon name
     * @param order where it stands among all modules' facts; <i>Mine Konti</i> shows the first only
     */
    record Fact(String icon, Phrase text, int order) {}
}
