package dk.bykassen.statement;

import dk.bykassen.card.MyAccount;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Movement;
import dk.bykassen.ledger.Movements;
import dk.bykassen.tenant.Tenants;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** <i>Kontoudskrift</i>: what happened on an account, with what was bought. The sums are the ledger's own. */
@Service
@Transactional(readOnly = true)
class Statements {

    /** Lines a page shows. */
    static final int PAGE = 50;

    private final Ledger ledger;
    private final TillReceipts receipts;

    Statements(Ledger ledger, TillReceipts receipts) {
        this.ledger = ledger;
        this.receipts = receipts;
    }

    /** Page {@code wished} (from 1) of the days {@code from} to {@code to}, both included; a page too far is the last. */
    Statement page(MyAccount account, LocalDate from, LocalDate to, int wished) {
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
    Statement whole(MyAccount account, LocalDate from, LocalDate to) {
        return statement(from, to, movements(account, from, to, 0, Integer.MAX_VALUE), 1, 1);
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

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(zone()).toInstant();
    }

    private static ZoneId zone() {
        return Tenants.current().zone();
    }
}
