package dk.bykassen.statement;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Movement;
import dk.bykassen.ledger.Movements;
import dk.bykassen.ledger.Sought;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.payment.Payments;
import dk.bykassen.tenant.Tenants;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** <i>Kontoudskrift</i>: what happened on an account, with what was bought. The sums are the ledger's own. */
@Service
@Transactional(readOnly = true)
class Statements {

    /** Lines a page shows. */
    static final int PAGE = 50;

    /** Movements that are a payment's: whoever did not make it learns that money came, and nothing else. */
    private static final Set<TransferKind> PAID =
            EnumSet.of(TransferKind.TOP_UP, TransferKind.TOP_UP_FEE, TransferKind.REFUND);

    private final Ledger ledger;
    private final Accounts accounts;
    private final Payments payments;
    private final TillReceipts receipts;

    Statements(Ledger ledger, Accounts accounts, Payments payments, TillReceipts receipts) {
        this.ledger = ledger;
        this.accounts = accounts;
        this.payments = payments;
        this.receipts = receipts;
    }

    /** Page {@code wished} (from 1) as {@code viewer} may see it; a page too far is the last. */
    Statement page(long viewer, MyAccount account, Selection selection, int wished, int size) {
        boolean mayKnowWhere = accounts.mayKnowWhere(account);
        Movements movements = ledger.movements(
                account.purseId(),
                start(selection.from()),
                start(selection.to().plusDays(1)),
                sought(account, selection, mayKnowWhere),
                wished,
                size);
        List<UUID> groups =
                movements.lines().stream().map(Movement::groupId).distinct().toList();
        Map<UUID, TillReceipts.Receipt> bought = receipts.of(groups);
        Set<UUID> own = payments.paidBy(
                viewer,
                movements.lines().stream()
                        .filter(line -> PAID.contains(line.kind()))
                        .map(Movement::groupId)
                        .toList());
        return new Statement(
                selection,
                LocalDate.ofInstant(movements.since(), zone()),
                movements.opening(),
                movements.closing(),
                movements.in(),
                movements.out(),
                new Statement.Found(
                        movements.found().count(),
                        movements.found().in(),
                        movements.found().out()),
                movements.found().page(),
                size,
                movements.lines().stream()
                        .map(line -> row(line, bought.get(line.groupId()), own, mayKnowWhere))
                        .toList());
    }

    /** All of it, for a file. */
    Statement whole(long viewer, MyAccount account, Selection selection) {
        return page(viewer, account, selection, 1, Integer.MAX_VALUE);
    }

    private Sought sought(MyAccount account, Selection selection, boolean mayKnowWhere) {
        if (selection.words().isEmpty()) {
            return new Sought(selection.kind().transfers(), null);
        }
        List<UUID> bought = ledger.groups(
                account.purseId(),
                start(selection.from()),
                start(selection.to().plusDays(1)),
                Selection.Kind.PURCHASES.transfers());
        Set<UUID> mentioning = receipts.mentioning(bought, selection.words(), mayKnowWhere);
        return new Sought(selection.kind().transfers(), mentioning);
    }

    private static Statement.Row row(
            Movement line, TillReceipts.@Nullable Receipt receipt, Set<UUID> own, boolean mayKnowWhere) {
        boolean isAnothers = PAID.contains(line.kind()) && !own.contains(line.groupId());
        return new Statement.Row(
                line.at(),
                line.kind(),
                receipt == null || !mayKnowWhere ? null : receipt.unit(),
                receipt == null ? null : receipt.place(),
                receipt == null ? List.of() : receipt.lines(),
                line.amount(),
                line.after(),
                isAnothers ? null : line.reference());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(zone()).toInstant();
    }

    private static ZoneId zone() {
        return Tenants.current().zone();
    }
}
