package dk.bykassen.simulator.bank;

import dk.bykassen.simulator.bank.Payment.State;
import dk.bykassen.simulator.store.Database;
import dk.bykassen.simulator.store.Transaction;
import dk.bykassen.simulator.web.HttpProblem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the bank was told to pay and what it did. The same file twice is paid once; another file under its id is refused. */
final class BankBooks {

    private static final int MOST = 200;

    private final Database database;
    private final InstantSource clock;

    BankBooks(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Takes a file. @param pause how long the bank takes to decide. @throws HttpProblem 409 for another file of that id */
    void take(String tenant, PaymentFile file, String digest, Duration pause) {
        Instant now = clock.instant();
        database.transaction(tx -> {
            Optional<String> before = tx.first(
                    "select digest from bank_file where tenant = ? and msg_id = ?",
                    row -> row.getString(1),
                    tenant,
                    file.messageId());
            if (before.isPresent()) {
                if (!before.get().equals(digest)) {
                    throw new HttpProblem(409, "Another file had that MsgId.");
                }
                return true;
            }
            tx.update(
                    "insert into bank_file (tenant, msg_id, pmt_inf_id, debtor, digest, received_at) values (?, ?, ?, ?, ?, ?)",
                    tenant,
                    file.messageId(),
                    file.instructionId(),
                    file.debtor(),
                    digest,
                    now);
            for (Order order : file.orders()) {
                boolean waits =
                        TestAccount.of(order).filter(TestAccount.SLOW::equals).isPresent();
                add(tx, tenant, file.messageId(), order, now, waits ? null : now.plus(pause));
            }
            return true;
        });
    }

    private static void add(
            Transaction tx, String tenant, String file, Order order, Instant now, @Nullable Instant settles)
            throws SQLException {
        int added = tx.update(
                """
                insert into bank_payment (tenant, end_to_end, msg_id, amount, currency, payee, account, nemkonto, text,
                    state, settles_at, received_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?)
                on conflict (tenant, end_to_end) do nothing
                """,
                tenant,
                order.endToEndId(),
                file,
                order.amount(),
                order.currency(),
                order.payee(),
                order.account(),
                order.isNemKonto() ? 1 : 0,
                order.text(),
                settles,
                now);
        if (added == 0) {
            throw new HttpProblem(409, "Another file had that EndToEndId.");
        }
    }

    /** The transfers of a file as they stand now; empty when the tenant never sent it. */
    List<Payment> of(String tenant, String file) {
        return database.transaction(tx -> {
            settleDue(tx);
            return tx.list(
                    "select * from bank_payment where tenant = ? and msg_id = ? order by rowid",
                    BankBooks::payment,
                    tenant,
                    file);
        });
    }

    Optional<String> instructionId(String tenant, String file) {
        return database.transaction(tx -> tx.first(
                "select pmt_inf_id from bank_file where tenant = ? and msg_id = ?",
                row -> row.getString(1),
                tenant,
                file));
    }

    /** The newest first. */
    List<Payment> all() {
        return database.transaction(tx -> {
            settleDue(tx);
            return tx.list("select * from bank_payment order by rowid desc limit ?", BankBooks::payment, MOST);
        });
    }

    /** Decides what waits, or one transfer whatever it was before: also money that was paid comes back. Returns how many. */
    int decide(@Nullable String endToEndId, State state, @Nullable String reason) {
        return database.transaction(tx -> tx.update("""
                update bank_payment
                set state = ?, reason = ?, settles_at = null, decided_at = ?
                where (?4 is null and state = 'pending') or end_to_end = ?4
                """, state.wire(), reason, clock.instant(), endToEndId));
    }

    private void settleDue(Transaction tx) throws SQLException {
        Instant now = clock.instant();
        List<Payment> due = tx.list(
                "select * from bank_payment where state = 'pending' and settles_at is not null", BankBooks::payment);
        for (Payment payment : due) {
            Instant settles = payment.settlesAt();
            if (settles != null && !settles.isAfter(now)) {
                Optional<String> refusal = TestAccount.of(payment.order()).map(TestAccount::reason);
                tx.update(
                        "update bank_payment set state = ?, reason = ?, decided_at = ? where tenant = ? and end_to_end = ?",
                        (refusal.isPresent() ? State.REJECTED : State.PAID).wire(),
                        refusal.orElse(null),
                        settles,
                        payment.tenant(),
                        payment.order().endToEndId());
            }
        }
    }

    private static Payment payment(ResultSet row) throws SQLException {
        return new Payment(
                row.getString("tenant"),
                row.getString("msg_id"),
                new Order(
                        row.getString("end_to_end"),
                        row.getLong("amount"),
                        row.getString("currency"),
                        row.getString("payee"),
                        row.getString("account"),
                        row.getInt("nemkonto") == 1,
                        row.getString("text")),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                instant(row.getString("settles_at")),
                Instant.parse(row.getString("received_at")),
                instant(row.getString("decided_at")));
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
