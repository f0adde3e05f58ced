package dk.bykassen.statement;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.card.RecentActivity;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Newest;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Phrase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The newest lines of the statements: two queries, however many accounts there are. */
@Component
class NewestMovements implements RecentActivity {

    private static final int RECENT_DAYS = 30;

    private final Accounts accounts;
    private final Ledger ledger;
    private final TillReceipts receipts;
    private final InstantSource clock;

    NewestMovements(Accounts accounts, Ledger ledger, TillReceipts receipts, InstantSource clock) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Line> of(List<MyAccount> mine, int most) {
        Map<Long, MyAccount> byPurse = mine.stream().collect(Collectors.toMap(MyAccount::purseId, Function.identity()));
        List<Newest> newest = ledger.newest(byPurse.keySet(), someWeeksAgo(), most);
        Map<UUID, TillReceipts.Receipt> bought =
                receipts.of(newest.stream().map(Newest::groupId).toList());
        return newest.stream()
                .map(line ->
                        line(Objects.requireNonNull(byPurse.get(line.account())), line, bought.get(line.groupId())))
                .toList();
    }

    /** Whoever may not know where it was reads that something was bought. */
    private Line line(MyAccount account, Newest line, TillReceipts.@Nullable Receipt receipt) {
        TillReceipts.Receipt bought = line.amount().minor() < 0 && accounts.mayKnowWhere(account) ? receipt : null;
        return new Line(
                account,
                line.at(),
                Phrase.of(Statement.what(line.kind())),
                bought == null ? null : bought.unit(),
                bought == null
                        ? List.of()
                        : bought.lines().stream()
                                .map(item -> new Item(item.text(), item.quantity()))
                                .toList(),
                line.amount());
    }

    private Instant someWeeksAgo() {
        ZoneId zone = Tenants.current().zone();
        return LocalDate.ofInstant(clock.instant(), zone)
                .minusDays(RECENT_DAYS)
                .atStartOfDay(zone)
                .toInstant();
    }
}
