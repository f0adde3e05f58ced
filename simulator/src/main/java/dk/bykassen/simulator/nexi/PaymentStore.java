package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.nexi.Payment.Charge;
import dk.bykassen.simulator.nexi.Payment.Refund;
import dk.bykassen.simulator.nexi.Payment.StoredCard;
import dk.bykassen.simulator.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The gateway's books: payments, charges, refunds and stored cards. */
final class PaymentStore {

    private final Transaction tx;

    PaymentStore(Transaction tx) {
        this.tx = tx;
    }

    /** Ids are UUIDs without hyphens, as the gateway writes them. */
    static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    void insert(Payment payment) throws SQLException {
        tx.update(
                """
                insert into nexi_payment (
                  id, merchant, state, amount, currency, reference, items, checkout_url, return_url, cancel_url,
                  charge_at_once, stores_card, subscription, brand, masked_number, expiry, reserved, cancelled,
                  created_at, expires_at, ended_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                payment.id(),
                payment.merchant(),
                payment.state().name().toLowerCase(Locale.ROOT),
                payment.amount(),
                payment.currency(),
                payment.reference(),
                payment.items(),
                payment.checkoutUrl(),
                payment.returnUrl(),
                payment.cancelUrl(),
                payment.chargeAtOnce() ? 1 : 0,
                payment.storesCard() ? 1 : 0,
                payment.card(),
                payment.brand(),
                payment.maskedNumber(),
                payment.expiry(),
                payment.reserved(),
                payment.cancelled(),
                payment.createdAt(),
                payment.expiresAt(),
                payment.endedAt());
    }

    Optional<Payment> find(String id) throws SQLException {
        return tx.first("select * from nexi_payment where id = ?", PaymentStore::payment, id);
    }

    /** The newest payments first. */
    List<Payment> all(@Nullable String merchant) throws SQLException {
        return tx.list("""
                select * from nexi_payment
                where ?1 is null or merchant = ?1
                order by created_at desc, rowid desc
                """, PaymentStore::payment, merchant);
    }

    void complete(Payment payment, StoredCard used, @Nullable String card) throws SQLException {
        tx.update("""
                update nexi_payment
                set state = 'completed', reserved = amount, subscription = ?, brand = ?, masked_number = ?, expiry = ?
                where id = ? and state = 'open'
                """, card, used.brand(), used.masked(), used.expiry(), payment.id());
    }

    void end(Payment payment, Payment.State state, long cancelled, Instant now) throws SQLException {
        tx.update(
                "update nexi_payment set state = ?, cancelled = ?, ended_at = ? where id = ?",
                state.name().toLowerCase(Locale.ROOT),
                cancelled,
                now,
                payment.id());
    }

    void setReference(String payment, String reference, @Nullable String checkoutUrl) throws SQLException {
        tx.update(
                "update nexi_payment set reference = ?, checkout_url = coalesce(?, checkout_url) where id = ?",
                reference,
                checkoutUrl,
                payment);
    }

    void insert(Charge charge) throws SQLException {
        tx.update(
                "insert into nexi_charge (id, payment, amount, created_at) values (?, ?, ?, ?)",
                charge.id(),
                charge.payment(),
                charge.amount(),
                charge.createdAt());
    }

    Optional<Charge> findCharge(String id) throws SQLException {
        return tx.first("select * from nexi_charge where id = ?", PaymentStore::charge, id);
    }

    List<Charge> chargesOf(String payment) throws SQLException {
        return tx.list("select * from nexi_charge where payment = ? order by rowid", PaymentStore::charge, payment);
    }

    void insert(Refund refund, String payment) throws SQLException {
        tx.update(
                "insert into nexi_refund (id, charge, payment, amount, created_at) values (?, ?, ?, ?, ?)",
                refund.id(),
                refund.charge(),
                payment,
                refund.amount(),
                refund.createdAt());
    }

    List<Refund> refundsOf(String payment) throws SQLException {
        return tx.list("select * from nexi_refund where payment = ? order by rowid", PaymentStore::refund, payment);
    }

    /** Stores a card, or puts a new one in an old one's place. */
    void put(StoredCard card, Instant now) throws SQLException {
        tx.update("""
                insert into nexi_card (id, merchant, brand, number, expiry, created_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (id) do update
                set brand = excluded.brand, number = excluded.number, expiry = excluded.expiry
                """, card.id(), card.merchant(), card.brand(), card.number(), card.expiry(), now);
    }

    Optional<StoredCard> findCard(String id) throws SQLException {
        return tx.first(
                "select * from nexi_card where id = ?",
                row -> new StoredCard(
                        row.getString("id"),
                        row.getString("merchant"),
                        row.getString("brand"),
                        row.getString("number"),
                        row.getString("expiry")),
                id);
    }

    private static Payment payment(ResultSet row) throws SQLException {
        String endedAt = row.getString("ended_at");
        return new Payment(
                row.getString("id"),
                row.getString("merchant"),
                Payment.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("amount"),
                row.getString("currency"),
                row.getString("reference"),
                row.getString("items"),
                row.getString("checkout_url"),
                row.getString("return_url"),
                row.getString("cancel_url"),
                row.getInt("charge_at_once") == 1,
                row.getInt("stores_card") == 1,
                row.getString("subscription"),
                row.getString("brand"),
                row.getString("masked_number"),
                row.getString("expiry"),
                row.getLong("reserved"),
                row.getLong("cancelled"),
                Instant.parse(row.getString("created_at")),
                Instant.parse(row.getString("expires_at")),
                endedAt == null ? null : Instant.parse(endedAt));
    }

    private static Charge charge(ResultSet row) throws SQLException {
        return new Charge(
                row.getString("id"),
                row.getString("payment"),
                row.getLong("amount"),
                Instant.parse(row.getString("created_at")));
    }

    private static Refund refund(ResultSet row) throws SQLException {
        return new Refund(
                row.getString("id"),
                row.getString("charge"),
                row.getLong("amount"),
                Instant.parse(row.getString("created_at")));
    }
}
