package dk.bykassen.payment;

import dk.bykassen.TestTown;
import dk.bykassen.tenant.Tenant;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** What other modules' tests may do to payments: let the janitor look at once instead of in a minute. */
public final class PaymentDesk {

    private PaymentDesk() {}

    public static void look(ApplicationContext portal, Tenant town, UUID payment) {
        TestTown.in(town, () -> portal.getBean(Janitor.class).look(payment.toString()));
    }
}
