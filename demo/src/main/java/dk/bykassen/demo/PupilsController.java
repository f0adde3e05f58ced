package dk.bykassen.demo;

import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Open;
import java.util.List;
import java.util.Map;
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

    @PostMapping("/demo/pupils")
    Map<String, List<Purse>> pupils(@RequestBody Wanted wanted) throws InterruptedException {
        Tenant tenant = tenants.bySlug(wanted.tenant())
                .filter(known -> Town.ALL.stream()
                        .anyMatch(town -> town.hasAccounts() && town.slug().equals(known.slug())))
                .orElseThrow(Problem::notFound);
        int count = Math.clamp(wanted.count(), 0, MOST);
        Map<String, Long> chips =
                Tenants.<Map<String, Long>, InterruptedException>inTenant(tenant, () -> pupils.withMoney(count));
        return Map.of(
                "chips",
                chips.entrySet().stream()
                        .map(chip -> new Purse(chip.getKey(), chip.getValue()))
                        .toList());
    }
}
