package dk.bykassen.demo;

import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.time.InstantSource;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Gives the demo its towns, people and money at the first start. Every step looks at what is there before it adds anything,
 * so a first start that was cut short is finished by the next.
 */
@Component
class Seed implements ApplicationRunner {

    private final Tenants tenants;
    private final Founding founding;
    private final InstantSource clock;

    Seed(Tenants tenants, Founding founding, InstantSource clock) {
        this.tenants = tenants;
        this.founding = founding;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        for (Town town : Town.ALL) {
            found(town);
        }
    }

    private Tenant found(Town town) {
        return tenants.bySlug(town.slug()).orElseGet(() -> founding.open(town.charter(), clock.instant()));
    }
}
