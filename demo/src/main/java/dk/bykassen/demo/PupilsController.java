package dk.bykassen.demo;

import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Open;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Prepares pupils for a scenario. */
@RestController
@Open
class PupilsController {

    private static final int MOST = 2_000;

    private final Tenants tenants;
    private final Pupils pupils;

    PupilsController(Tenants tenants, Pupils pupils) {
        this.tenants = tenants;
        this.pupils = pupils;
    }

    record Wanted(String tenant, int count) {}

    /** @param balance in minor units */
    record Purse(String card, long balance) {}

    /** @param blocked chips that a till must refuse */
    record Prepared(List<Purse> chips, List<String> blocked) {}

    @PostMapping("/demo/pupils")
    Prepared pupils(@RequestBody Wanted wanted) throws InterruptedException {
        Tenant tenant = tenants.bySlug(wanted.tenant())
                .filter(PupilsController::hasAccounts)
                .orElseThrow(Problem::notFound);
        int count = Math.clamp(wanted.count(), 0, MOST);
        Pupils.Chips ready =
                Tenants.<Pupils.Chips, InterruptedException>inTenant(tenant, () -> pupils.withMoney(count));
        List<Purse> purses = ready.chips().entrySet().stream()
                .map(chip -> new Purse(chip.getKey(), chip.getValue()))
                .toList();
        return new Prepared(purses, ready.blocked());
    }

    private static boolean hasAccounts(Tenant tenant) {
        return Town.ALL.stream().anyMatch(town -> town.slug().equals(tenant.slug()) && town.hasAccounts());
    }
}
