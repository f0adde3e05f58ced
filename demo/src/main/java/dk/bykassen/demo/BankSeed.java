package dk.bykassen.demo;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.withdrawal.Agreement;
import dk.bykassen.withdrawal.Agreements;
import dk.bykassen.withdrawal.bank.BankAccess;
import java.net.URI;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** The towns' agreements with the simulated bank; written at every start, since it may have moved to another port. */
@Component
class BankSeed {

    /** The Danish example of the IBAN registry: nobody's. */
    private static final String TOWNS_ACCOUNT = "DK5000400440116243";

    private final Agreements agreements;
    private final DemoOptions options;

    BankSeed(Agreements agreements, DemoOptions options) {
        this.agreements = agreements;
        this.options = options;
    }

    void plant(Town town) {
        Tenant tenant = Tenants.current();
        agreements.set(new Agreement(
                "simulated",
                new BankAccess(URI.create(options.simulator() + "/bank"), "bank-demo-key-" + town.slug()),
                town.legalName(),
                TOWNS_ACCOUNT,
                true,
                tenant.money(10_00),
                tenant.money(2_000_00),
                Duration.ofMinutes(1)));
    }
}
