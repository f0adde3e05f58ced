package dk.bykassen.card;

import dk.bykassen.identity.SignedIn;
import java.util.List;

/** A module's part of what can be done with an account, declared as a bean. */
public interface AccountActions {

    /**
     * What {@code viewer} can do with {@code account} now, in any order. Asked for every account of a page: decided from what
     * is known of the account already, without a look into the database.
     */
    List<Action> of(SignedIn viewer, MyAccount account);

    /**
     * @param label message key
     * @param icon icon name
     * @param order where it stands among all modules' actions, small first
     * @param main whether it is one of the few buttons on <i>Mine Konti</i>; the account's own page lists all
     */
    record Action(String href, String label, String icon, int order, boolean main) {}
}
