package dk.bykassen.payment;

import dk.bykassen.kernel.Money;
import dk.bykassen.payment.gateway.Truth;
import dk.bykassen.tenant.Columns;
import dk.bykassen.tenant.Tenants;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Payments and their history. */
@Repository
class PaymentStore {

    private final JdbcClient jdbc;

    PaymentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes a new payment down; empty when its click, or an undecided charge for the same purse, is there already (or, once
     * in 27 billion, its reference).
     */
    Optional<PaymentRow> add(
            NewPayment order, UUID publicId, String reference, String provider, Instant at, Instant expires) {
        return jdbc.sql("""
                insert into payment.payment (tenant_id, public_id, reference, kind, state, payer_id, purse_id, subject, amount,
                    fee, currency, stored_card_id, remember_card, receipt_email, language, terms_id, provider, idempotency_key,
                    fingerprint, created_at, expires_at)
                values (:tenant, :publicId, :reference, :kind, :state, :payer, :purse, :subject, :amount,
                    :fee, :currency, :storedCard, :remember, :email, :language, :terms, :provider, :key,
                    :fingerprint, :at, :expires)
                on conflict do nothing
                returning *
                """)
                .param("tenant", Tenants.current().id())
                .param("publicId", publicId)
                .param("reference", reference)
                .param("kind", order.kind().code())
                .param("state", PaymentStates.TABLE.initial().code())
                .param("payer", order.payerId())
                .param("purse", order.purseId())
                .param("subject", order.subject())
                .param("amount", order.amount().minor())
                .param("fee", order.fee().minor())
                .param("currency", order.amount().currency().getCurrencyCode())
                .param("storedCard", order.storedCardId())
                .param("remember", order.rememberCard())
                .param("email", order.receiptEmail())
                .param("language", order.language().getLanguage())
                .param("terms", order.termsId())
                .param("provider", provider)
                .param("key", order.idempotencyKey())
                .param("fingerprint", order.fingerprint())
                .param("at", Timestamp.from(at))
                .param("expires", Timestamp.from(expires))
                .query(PaymentStore::payment)
                .optional();
    }

    Optional<PaymentRow> find(UUID publicId) {
        return jdbc.sql("select * from payment.payment where public_id = ?")
                .param(publicId)
                .query(PaymentStore::payment)
                .optional();
    }

    Optional<PaymentRow> byClick(UUID idempotencyKey) {
        return jdbc.sql("select * from payment.payment where idempotency_key = ?")
                .param(idempotencyKey)
                .query(PaymentStore::payment)
                .optional();
    }

    Optional<PaymentRow> byGatewayId(String provider, String gatewayPaymentId) {
        return jdbc.sql("select * from payment.payment where provider = :provider and gateway_payment_id = :id")
                .param("provider", provider)
                .param("id", gatewayPaymentId)
                .query(PaymentStore::payment)
                .optional();
    }

    /** Until the transaction ends nobody else begins a payment for the purse. */
    void lockPurse(long purse) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('payment ' || :tenant || ' ' || :purse, 0))")
                .param("tenant", Tenants.current().id())
                .param("purse", purse)
                .query(row -> {});
    }

    List<PaymentRow> undecided(long purse) {
        return jdbc.sql("""
                select * from payment.payment
                where purse_id = :purse and state in ('created', 'pending', 'unknown')
                order by id
                """).param("purse", purse).query(PaymentStore::payment).list();
    }

    Set<UUID> paidBy(long person, Collection<UUID> payments) {
        return Set.copyOf(jdbc.sql("""
                select public_id
                from payment.payment
                where tenant_id = :tenant and public_id = any (:payments) and payer_id = :person
                """)
                .param("tenant", Tenants.current().id())
                .param("payments", payments.toArray(UUID[]::new))
                .param("person", person)
                .query(UUID.class)
                .list());
    }

    List<UUID> idsFor(Collection<Long> purses) {
        return jdbc.sql("select public_id from payment.payment where tenant_id = :tenant and purse_id = any (:purses)")
                .param("tenant", Tenants.current().id())
                .param("purses", purses.toArray(Long[]::new))
                .query(UUID.class)
                .list();
    }

    /** What {@code payer} began from {@code since} on, the newest first. */
    List<PaymentRow> begunBy(long payer, Instant since, int most) {
        return jdbc.sql("""
                select * from payment.payment
                where tenant_id = :tenant and payer_id = :payer and created_at >= :since
                order by created_at desc, id desc
                limit :most
                """)
                .param("tenant", Tenants.current().id())
                .param("payer", payer)
                .param("since", Timestamp.from(since))
                .param("most", most)
                .query(PaymentStore::payment)
                .list();
    }

    List<PaymentRow> newest(long payer, long purse, PaymentKind kind, int most) {
        return jdbc.sql("""
                select * from payment.payment
                where payer_id = :payer and purse_id = :purse and kind = :kind
                order by id desc
                limit :most
                """)
                .param("payer", payer)
                .param("purse", purse)
                .param("kind", kind.code())
                .param("most", most)
                .query(PaymentStore::payment)
                .list();
    }

    /** Windows {@code payer} was shown for a purse and has not been done with, except that of the click {@code but}. */
    List<UUID> openWindows(long payer, long purse, UUID but) {
        return jdbc.sql("""
                select public_id from payment.payment
                where purse_id = :purse
                  and payer_id = :payer
                  and state = 'pending'
                  and window_url is not null
                  and idempotency_key <> :but
                order by id
                limit 5
                """)
                .param("purse", purse)
                .param("payer", payer)
                .param("but", but)
                .query(UUID.class)
                .list();
    }

    int countSince(long purse, PaymentKind kind, Instant from) {
        return jdbc.sql("""
                select count(*) from payment.payment
                where purse_id = :purse and created_at >= :from and kind = :kind and state <> 'cancelled'
                """)
                .param("purse", purse)
                .param("from", Timestamp.from(from))
                .param("kind", kind.code())
                .query(Integer.class)
                .single();
    }

    /** The payment, until the transaction's end for this transaction alone. */
    PaymentRow lock(long id) {
        return jdbc.sql("select * from payment.payment where id = ? for update")
                .param(id)
                .query(PaymentStore::payment)
                .single();
    }

    /** Notes the gateway's name for a payment that has none yet; false when it is known by another. */
    boolean attach(long id, String gatewayPaymentId) {
        return jdbc.sql("""
                update payment.payment
                set gateway_payment_id = :gateway
                where id = :id and coalesce(gateway_payment_id, :gateway) = :gateway
                """).param("gateway", gatewayPaymentId).param("id", id).update() == 1;
    }

    void noteWindow(long id, URI window) {
        jdbc.sql("update payment.payment set window_url = :window where id = :id")
                .param("window", window.toString())
                .param("id", id)
                .update();
    }

    /** Notes what the gateway's books say was received, and from which card. */
    void noteTruth(long id, Truth.Found truth, long received, @Nullable Long keptCard) {
        Truth.Card card = truth.card();
        jdbc.sql("""
                update payment.payment
                set received = :received,
                    gateway_charge_id = coalesce(:charge, gateway_charge_id),
                    card_brand = coalesce(:brand, card_brand),
                    card_last_four = coalesce(:lastFour, card_last_four),
                    kept_card_id = coalesce(:kept, kept_card_id)
                where id = :id
                """)
                .param("received", received)
                .param("charge", truth.chargeId())
                .param("brand", card == null ? null : card.brand())
                .param("lastFour", card == null ? null : card.lastFour())
                .param("kept", keptCard)
                .param("id", id)
                .update();
    }

    /** Compare-and-set of the state, and a line of history; false when the payment is no longer where it was. */
    boolean move(
            PaymentRow row,
            PaymentEvent event,
            PaymentState to,
            Cause cause,
            @Nullable PaymentReason reason,
            Instant at) {
        int moved = jdbc.sql("""
                update payment.payment
                set state = :to, reason = :reason, decided_at = :decided
                where id = :id and state = :from
                """)
                .param("to", to.code())
                .param("reason", reason == null ? null : reason.code())
                .param(
                        "decided",
                        to.isDecided() ? Timestamp.from(latest(at, row.view().createdAt())) : null)
                .param("id", row.id())
                .param("from", row.state().code())
                .update();
        if (moved == 1) {
            addStep(row.id(), row.state(), event, to, cause, reason, at);
        }
        return moved == 1;
    }

    void addStep(
            long payment,
            PaymentState from,
            PaymentEvent event,
            PaymentState to,
            Cause cause,
            @Nullable PaymentReason reason,
            Instant at) {
        jdbc.sql("""
                insert into payment.step (tenant_id, payment_id, at, from_state, event, to_state, cause, reason)
                values (:tenant, :payment, :at, :from, :event, :to, :cause, :reason)
                """)
                .param("tenant", Tenants.current().id())
                .param("payment", payment)
                .param("at", Timestamp.from(at))
                .param("from", from.code())
                .param("event", event.code())
                .param("to", to.code())
                .param("cause", cause.code())
                .param("reason", reason == null ? null : reason.code())
                .update();
    }

    /** The demo's clock may be moved back; a decision is never older than its payment. */
    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static PaymentRow payment(ResultSet row, int number) throws SQLException {
        String currency = row.getString("currency");
        String window = row.getString("window_url");
        String reason = row.getString("reason");
        PaymentState state = PaymentState.of(row.getString("state"));
        var view = new PaymentView(
                row.getObject("public_id", UUID.class),
                row.getString("reference"),
                PaymentKind.of(row.getString("kind")),
                state,
                row.getLong("payer_id"),
                row.getObject("purse_id", Long.class),
                row.getObject("subject", UUID.class),
                Money.of(row.getLong("amount"), currency),
                Money.of(row.getLong("fee"), currency),
                Money.of(row.getLong("received"), currency),
                row.getBoolean("remember_card"),
                row.getObject("stored_card_id", Long.class),
                row.getObject("kept_card_id", Long.class),
                row.getString("receipt_email"),
                Locale.of(row.getString("language")),
                row.getObject("terms_id", Long.class),
                reason == null ? null : PaymentReason.of(reason),
                row.getString("card_brand"),
                row.getString("card_last_four"),
                row.getObject("idempotency_key", UUID.class),
                window != null && !state.isDecided(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                Columns.instant(row, "decided_at"));
        return new PaymentRow(
                row.getLong("id"),
                view,
                row.getString("provider"),
                row.getString("gateway_payment_id"),
                window == null ? null : URI.create(window),
                row.getBytes("fingerprint"));
    }
}
