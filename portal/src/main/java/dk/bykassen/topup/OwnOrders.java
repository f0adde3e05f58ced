package dk.bykassen.topup;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Finds the standing order somebody wants to handle, and only their own: another parent's is neither shown nor stopped. */
@Component
class OwnOrders {

    private final Accounts accounts;
    private final AutoTopUps orders;

    OwnOrders(Accounts accounts, AutoTopUps orders) {
        this.accounts = accounts;
        this.orders = orders;
    }

    record Own(MyAccount account, AutoTopUp order) {}

    /** @throws Problem 404 where the viewer does not act for the account, or has no order in force on it */
    Own require(SignedIn viewer, UUID id) {
        MyAccount account = accounts.of(viewer.personId(), id);
        return orders.inForce(account)
                .filter(order -> isHers(order, viewer))
                .map(order -> new Own(account, order))
                .orElseThrow(Problem::notFound);
    }

    static boolean isHers(AutoTopUp order, SignedIn viewer) {
        return order.personId() == viewer.personId();
    }
}
