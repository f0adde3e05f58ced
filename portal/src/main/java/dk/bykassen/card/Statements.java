package dk.bykassen.card;

import dk.bykassen.kernel.Money;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Movement;
import dk.bykassen.ledger.Movements;
import dk.bykassen.ledger.Newest;
import dk.bykassen.tenant.Tenants;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** <i>Kontoudskrift</i>: what happened on an account, with what was bought. The sums are the ledger's own. */
@Service
@Transactional(readOnly = true)
public class Statements {

    /** Lines a page shows. */
    static final int PAGE = 50;

    private static final int RECENT_DAYS = 30;

    private final Ledger ledger;
    private final TillReceipts receipts;
    private final InstantSource clock;

    Statements(Ledger ledger, TillReceipts receipts, InstantSource clock) {
        this.ledger = ledger;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** One line of the newest movements on several accounts. */
    public record Recent(
            MyAccount account, Instant at, String what, TillReceipts.@Nullable Receipt bought, Money amount) {}

    /** Page {@code wished} (from 1) of the days {@code from} to {@code to}, both included; a page too far is the last. */
    public Statement page(MyAccount account, LocalDate from, LocalDate to, int wished) {
        Movements first = movements(account, from, to, 0, PAGE);
        int pages = (int) Math.max(1, Math.ceilDiv(first.count(), PAGE));
        int page = Math.clamp(wished, 1, pages);
        long end = first.count() - (long) (page - 1) * PAGE;
        long start = Math.max(0, end - PAGE);
        Movements shown = start == 0 && end <= PAGE && first.count() <= PAGE
                ? first
                : movements(account, from, to, (int) start, (int) (end - start));
        return statement(from, to, shown, page, pages);
    }

    /** The whole period, for a file. */
    public Statement whole(MyAccount account, LocalDate from, LocalDate to) {
        return statement(from, to, movements(account, from, to, 0, Integer.MAX_VALUE), 1, 1);
    }

    /** The newest movements of the last weeks over all of {@code accounts}. */
    public List<Recent> recent(List<MyAccount> accounts, int most) {
        Map<Long, MyAccount> byPurse =
                accounts.stream().collect(Collectors.toMap(MyAccount::purseId, Function.identity()));
        List<Newest> newest = ledger.newest(byPurse.keySet(), start(today().minusDays(RECENT_DAYS)), most);
        Map<UUID, TillReceipts.Receipt> bought =
                receipts.of(newest.stream().map(Newest::groupId).toList());
        return newest.stream()
                .map(line -> new Recent(
                        Objects.requireNonNull(byPurse.get(line.account())),
                        line.at(),
                        Statement.what(line.kind()),
                        bought.get(line.groupId()),
                        line.amount()))
                .toList();
    }

    private Movements movements(MyAccount account, LocalDate from, LocalDate to, int skip, int limit) {
        return ledger.movements(account.purseId(), start(from), start(to.plusDays(1)), skip, limit);
    }

    private Statement statement(LocalDate from, LocalDate to, Movements movements, int page, int pages) {
        Map<UUID, TillReceipts.Receipt> bought =
                receipts.of(movements.lines().stream().map(Movement::groupId).toList());
        List<Statement.Row> rows = new ArrayList<>(
                movements.lines().stream().map(line -> row(line, bought)).toList());
        Collections.reverse(rows);
        return new Statement(
                from,
                to,
                movements.opening(),
                movements.closing(),
                movements.in(),
                movements.out(),
                movements.count(),
                page,
                pages,
                rows);
    }

    private static Statement.Row row(Movement line, Map<UUID, TillReceipts.Receipt> bought) {
        TillReceipts.Receipt receipt = bought.get(line.groupId());
        return new Statement.Row(
                line.at(),
                line.kind(),
                receipt == null ? null : receipt.unit(),
                receipt == null ? List.of() : receipt.lines(),
                line.amount(),
                line.after(),
                line.reference(),
                line.groupId());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(zone()).toInstant();
    }

    private static ZoneId zone() {
        return Tenants.current().zone();
    }
}
