package dk.bykassen.payment;

import dk.bykassen.kernel.Bookkeeping;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonalData;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody paid and by which cards. Amounts, times and references are bookkeeping; the rest is forgotten. */
@Component
class PaymentPersonalData implements PersonalData {

    private static final int AT_A_TIME = 500;

    private final JdbcClient jdbc;
    private final StoredCards cards;

    PaymentPersonalData(JdbcClient jdbc, StoredCards cards) {
        this.jdbc = jdbc;
        this.cards = cards;
    }

    @Override
    public String source() {
        return "payment";
    }

    @Override
    public Set<String> tables() {
        return Set.of("payment.payment", "payment.step", "payment.hook", "payment.stored_card");
    }

    @Override
    public List<Part> parts() {
        return List.of(
                Part.of(
                        "payments",
                        "at",
                        "reference",
                        "kind",
                        "state",
                        "amount",
                        "fee",
                        "total",
                        "received",
                        "card",
                        "receiptEmail",
                        "language",
                        "decidedAt",
                        "reason",
                        "account",
                        "gateway",
                        "gatewayPayment"),
                Part.of("steps", "at", "reference", "from", "event", "to", "cause", "reason"),
                Part.of("reports", "receivedAt", "reference", "gateway", "event", "reason"),
                Part.of("cards", "brand", "lastFour", "expires", "addedAt", "removedAt"));
    }

    @Override
    public void export(Subject person, Export out) {
        about(person, """
                select *
                from payment.payment
                where tenant_id = :tenant and payer_id = :person
                order by created_at, id
                """).query((ResultSet row) -> payment(row, out));
        about(person, """
                select s.*, p.reference
                from payment.step s
                join payment.payment p on p.tenant_id = s.tenant_id and p.id = s.payment_id
                where p.tenant_id = :tenant and p.payer_id = :person
                order by s.at, s.id
                """)
                .query((ResultSet row) -> out.row(
                        "steps",
                        row.getTimestamp("at"),
                        row.getString("reference"),
                        row.getString("from_state"),
                        row.getString("event"),
                        row.getString("to_state"),
                        row.getString("cause"),
                        row.getString("reason")));
        about(person, """
                select h.*, p.reference
                from payment.hook h
                join payment.payment p on p.tenant_id = h.tenant_id and p.id = h.payment_id
                where p.tenant_id = :tenant and p.payer_id = :person
                order by h.received_at, h.id
                """)
                .query((ResultSet row) -> out.row(
                        "reports",
                        row.getTimestamp("received_at"),
                        row.getString("reference"),
                        row.getString("provider"),
                        row.getString("event"),
                        row.getString("reason")));
        about(person, "select * from payment.stored_card where tenant_id = :tenant and person_id = :person order by id")
                .query((ResultSet row) -> out.row(
                        "cards",
                        row.getString("brand"),
                        row.getString("last_four"),
                        row.getString("expires"),
                        row.getTimestamp("added_at"),
                        row.getTimestamp("removed_at")));
    }

    private static void payment(ResultSet row, Export out) throws SQLException {
        String currency = row.getString("currency");
        String brand = row.getString("card_brand");
        out.row(
                "payments",
                row.getTimestamp("created_at"),
                row.getString("reference"),
                row.getString("kind"),
                row.getString("state"),
                Money.of(row.getLong("amount"), currency),
                Money.of(row.getLong("fee"), currency),
                Money.of(row.getLong("total"), currency),
                Money.of(row.getLong("received"), currency),
                brand == null ? null : brand + " " + row.getString("card_last_four"),
                row.getString("receipt_email"),
                row.getString("language"),
                row.getTimestamp("decided_at"),
                row.getString("reason"),
                row.getObject("subject", UUID.class),
                row.getString("provider"),
                row.getString("gateway_payment_id"));
    }

    @Override
    public List<Point> stops(Subject person) {
        return cards.of(person.id()).stream()
                .map(card -> Point.of("payment.data.stops.card", card.brand(), card.lastFour()))
                .toList();
    }

    @Override
    public List<Point> unsettled(Subject person) {
        return about(person, """
                select public_id, reference, state
                from payment.payment
                where tenant_id = :tenant and payer_id = :person and state in ('created', 'pending', 'unknown', 'held')
                order by id
                """)
                .query((row, number) -> Point.of(
                                row.getString("state").equals("held")
                                        ? "payment.data.unsettled.held"
                                        : "payment.data.unsettled.undecided",
                                row.getString("reference"))
                        .at("/payments/" + row.getString("public_id"), "payment.data.unsettled.act"))
                .list();
    }

    @Override
    public List<Point> kept(Subject person) {
        return lastPaid(person).map(last -> Bookkeeping.kept("payment.data.kept", last)).stream()
                .toList();
    }

    private Optional<LocalDate> lastPaid(Subject person) {
        return about(person, """
                select (max(decided_at) at time zone :zone)::date as last
                from payment.payment
                where tenant_id = :tenant and payer_id = :person and received > 0
                """)
                .param("zone", Tenants.current().zone().getId())
                .query((row, number) -> Optional.ofNullable(row.getObject("last", LocalDate.class)))
                .single();
    }

    /** No card is charged any more, and what charged one stops. */
    @Override
    public void close(Subject person) {
        cards.of(person.id()).forEach(card -> cards.remove(person.id(), person.publicId(), card.publicId()));
    }

    /** What each payment brought must stand in the books before anything of it is forgotten. */
    @Override
    public List<String> objections(Subject person) {
        return about(person, """
                select p.reference
                from payment.payment p
                left join lateral (
                    select sum(t.amount)::bigint as posted
                    from ledger.transfer t
                    where t.tenant_id = p.tenant_id and t.group_id = p.public_id and t.kind <> 'purchase'
                ) books on true
                where p.tenant_id = :tenant and p.payer_id = :person
                  and (p.state in ('created', 'pending', 'unknown', 'held')
                       or coalesce(books.posted, 0) <> case when p.purse_id is null then 0 else p.received end)
                order by p.id
                limit 20
                """)
                .query((row, number) -> "payment " + row.getString("reference")
                        + " is undecided or its amount is not that of the books")
                .list();
    }

    @Override
    public void erase(Subject person) {
        about(person, """
                update payment.payment
                set receipt_email = null, card_brand = null, card_last_four = null, window_url = null
                where tenant_id = :tenant and payer_id = :person
                  and num_nonnulls(receipt_email, card_brand, card_last_four, window_url) > 0
                """).update();
        about(person, """
                delete from payment.stored_card c
                where c.tenant_id = :tenant and c.person_id = :person
                  and not exists (
                      select from payment.payment p
                      where p.tenant_id = c.tenant_id and c.id in (p.stored_card_id, p.kept_card_id))
                """).update();
        about(person, """
                update payment.stored_card
                set token = null, brand = '-', last_four = '0000', expires = '2000-01'
                where tenant_id = :tenant and person_id = :person
                """).update();
    }

    private JdbcClient.StatementSpec about(Subject person, String sql) {
        return jdbc.sql(sql)
                .withFetchSize(AT_A_TIME)
                .param("tenant", Tenants.current().id())
                .param("person", person.id());
    }
}
