package dk.bykassen.till;

import dk.bykassen.statement.TillReceipts;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells the statement what was bought. */
@Component
class PurchaseReceipts implements TillReceipts {

    private final Purchases purchases;

    PurchaseReceipts(Purchases purchases) {
        this.purchases = purchases;
    }

    @Override
    public Map<UUID, Receipt> of(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Map.of()
                : purchases.byGroupIds(ids).entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, sale -> receipt(sale.getValue())));
    }

    @Override
    public Set<UUID> mentioning(Collection<UUID> ids, String words, boolean unitsToo) {
        return ids.isEmpty() ? Set.of() : purchases.mentioning(ids, words, unitsToo);
    }

    private static Receipt receipt(Sale sale) {
        Tenant tenant = Tenants.current();
        return new Receipt(
                sale.unit(),
                sale.place(),
                sale.lines().stream()
                        .map(line -> new TillReceipts.Line(line.text(), line.quantity(), tenant.money(line.amount())))
                        .toList());
    }
}
