package dk.bykassen.payment;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Menu;
import dk.bykassen.web.Viewer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stored cards, last in the menu. */
@Component
class PaymentMenu implements Menu {

    @Override
    public List<Item> items(Tenant tenant, Optional<Viewer.Person> viewer, @Nullable String account) {
        if (viewer.isEmpty()) {
            return List.of();
        }
        Item cards = new Item("/payment-methods", "payment.methods.title", "payment.methods.title", "card", 80, false);
        return List.of(tenant.keepsAccounts() ? cards.below() : cards);
    }
}
