package dk.bykassen.card;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CardOrderStore {

    static final String LABEL = "card-order-label";

    private final JdbcClient jdbc;
    private final Keyring keyring;

    CardOrderStore(JdbcClient jdbc, Keyring keyring) {
        this.jdbc = jdbc;
        this.keyring = keyring;
    }

    /** What a card was made as. */
    record Number(String number, String printedAs) {

        /** Never the number: it opens the card. */
        @Override
        public String toString() {
            return "Number";
        }
    }

    /** An order about to be written down. */
    record New(
            UUID publicId,
            long account,
            long orderedBy,
            UUID formKey,
            CardOrder.Reason reason,
            @Nullable UUID oldChip,
            NewCards rule,
            CardLabel label,
            Instant at) {}

    Optional<NewCards> rule() {
        Tenant tenant = Tenants.current();
        return jdbc.sql("select * from card.new_card where tenant_id = :tenant")
                .param("tenant", tenant.id())
                .query((row, number) -> new NewCards(
                        NewCards.Way.valueOf(upper(row, "way")),
                        tenant.money(row.getLong("fee")),
                        NewCards.Delivery.valueOf(upper(row, "delivery")),
                        Duration.ofMinutes(row.getInt("undo_minutes"))))
                .optional();
    }

    void save(NewCards rule) {
        jdbc.sql("""
                insert into card.new_card (tenant_id, way, fee, delivery, undo_minutes)
                values (:tenant, :way, :fee, :delivery, :undo)
                on conflict (tenant_id) do update
                set way = excluded.way, fee = excluded.fee, delivery = excluded.delivery,
                    undo_minutes = excluded.undo_minutes
                """)
                .param("tenant", Tenants.current().id())
                .param("way", NewCards.code(rule.way()))
                .param("fee", rule.fee().minor())
                .param("delivery", NewCards.code(rule.delivery()))
                .param("undo", rule.undo().toMinutes())
                .update();
    }

    /** Whoever orders, takes back or activates goes first with the account: two clicks must not both find nothing. */
    void lockAccount(long account) {
        jdbc.sql("select id from card.account where tenant_id = :tenant and id = :account for no key update")
                .param("tenant", Tenants.current().id())
                .param("account", account)
                .query(Long.class)
                .single();
    }

    void add(New order) {
        jdbc.sql("""
                insert into card.card_order (tenant_id, public_id, account_id, ordered_by, form_key, reason, old_chip, fee,
                    delivery, label, state, produce_at, ordered_at, changed_at)
                values (:tenant, :publicId, :account, :by, :key, :reason,
                    (select id from card.chip where tenant_id = :tenant and account_id = :account and public_id = :chip),
                    :fee, :delivery, :label, 'ordered', :produceAt, :at, :at)
                """)
                .param("tenant", Tenants.current().id())
                .param("publicId", order.publicId())
                .param("account", order.account())
                .param("by", order.orderedBy())
                .param("key", order.formKey())
                .param("reason", NewCards.code(order.reason()))
                .param("chip", order.oldChip())
                .param("fee", order.rule().fee().minor())
                .param("delivery", NewCards.code(order.rule().delivery()))
                .param("label", keyring.encrypt(LABEL, order.label().written()))
                .param("produceAt", Timestamp.from(order.at().plus(order.rule().undo())))
                .param("at", Timestamp.from(order.at()))
                .update();
    }

    Optional<CardOrder> find(UUID publicId) {
        return where("public_id = :id", Map.of("id", publicId)).stream().findFirst();
    }

    Optional<CardOrder> byForm(long person, UUID key) {
        return where("ordered_by = :person and form_key = :key", Map.of("person", person, "key", key)).stream()
                .findFirst();
    }

    /** The newest of an account, over or under way. */
    Optional<CardOrder> newest(long account) {
        return where("account_id = :account order by id desc limit 1", Map.of("account", account)).stream()
                .findFirst();
    }

    /** How many orders there were for the account since then, whatever became of them. */
    int ordered(long account, Instant since) {
        return jdbc.sql("""
                select count(*)
                from card.card_order
                where tenant_id = :tenant and account_id = :account and ordered_at > :since
                """)
                .param("tenant", Tenants.current().id())
                .param("account", account)
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    List<CardOrder> underWay(Collection<Long> accounts) {
        return where(
                "account_id = any (:accounts) and state in ('ordered', 'in_production', 'sent')",
                Map.of("accounts", accounts.toArray(Long[]::new)));
    }

    /** Leads the order on; false when somebody else was faster and it no longer goes that way. */
    boolean move(CardOrder order, CardOrderEvent event, CardOrderState to, Instant at) {
        return jdbc.sql("""
                update card.card_order
                set state = :to, changed_at = :at,
                    label = case when :to in ('ordered', 'in_production') then label end
                where tenant_id = :tenant and id = :id and state = any (:from)
                """)
                        .param("to", NewCards.code(to))
                        .param("at", Timestamp.from(at))
                        .param("tenant", Tenants.current().id())
                        .param("id", order.id())
                        .param("from", codes(CardOrderStates.TABLE.before(event, to)))
                        .update()
                == 1;
    }

    /** As {@link #move} to {@link CardOrderState#SENT}, with what the press made. */
    boolean sent(CardOrder order, Number made, Instant at) {
        return jdbc.sql("""
                update card.card_order
                set state = 'sent', card_number = :number, printed_as = :printed, sent_at = :at, changed_at = :at, label = null
                where tenant_id = :tenant and id = :id and state = any (:from)
                """)
                        .param("number", made.number())
                        .param("printed", made.printedAs())
                        .param("at", Timestamp.from(at))
                        .param("tenant", Tenants.current().id())
                        .param("id", order.id())
                        .param("from", codes(CardOrderStates.TABLE.before(CardOrderEvent.MADE, CardOrderState.SENT)))
                        .update()
                == 1;
    }

    void atPress(CardOrder order, boolean there) {
        jdbc.sql("update card.card_order set at_press = :there where tenant_id = :tenant and id = :id")
                .param("there", there)
                .param("tenant", Tenants.current().id())
                .param("id", order.id())
                .update();
    }

    Optional<CardLabel> label(CardOrder order) {
        return jdbc.sql(
                        "select label from card.card_order where tenant_id = :tenant and id = :id and label is not null")
                .param("tenant", Tenants.current().id())
                .param("id", order.id())
                .query(byte[].class)
                .optional()
                .map(kept -> CardLabel.read(keyring.decrypt(LABEL, kept)));
    }

    /** Whether a chip has the number, or a card that is still in the post. */
    boolean isTaken(String number) {
        return jdbc.sql("""
                select exists (select from card.chip where tenant_id = :tenant and number = :number)
                    or exists (
                        select from card.card_order
                        where tenant_id = :tenant and card_number = :number and state = 'sent')
                """)
                .param("tenant", Tenants.current().id())
                .param("number", number)
                .query(Boolean.class)
                .single();
    }

    Number number(CardOrder order) {
        return jdbc.sql("select card_number, printed_as from card.card_order where tenant_id = :tenant and id = :id")
                .param("tenant", Tenants.current().id())
                .param("id", order.id())
                .query((row, number) -> new Number(row.getString("card_number"), row.getString("printed_as")))
                .single();
    }

    void triedInVain(CardOrder order, int tries, Instant since) {
        jdbc.sql("""
                update card.card_order
                set wrong_tries = :tries, tries_since = :since
                where tenant_id = :tenant and id = :id
                """)
                .param("tries", tries)
                .param("since", Timestamp.from(since))
                .param("tenant", Tenants.current().id())
                .param("id", order.id())
                .update();
    }

    private List<CardOrder> where(String condition, Map<String, ?> values) {
        return jdbc.sql("select * from card.card_order where tenant_id = :tenant and " + condition)
                .param("tenant", Tenants.current().id())
                .params(values)
                .query(CardOrderStore::order)
                .list();
    }

    private static String[] codes(Set<CardOrderState> states) {
        return states.stream().map(NewCards::code).toArray(String[]::new);
    }

    private static CardOrder order(ResultSet row, int number) throws SQLException {
        return new CardOrder(
                row.getLong("id"),
                row.getObject("public_id", UUID.class),
                row.getLong("account_id"),
                row.getLong("ordered_by"),
                CardOrder.Reason.valueOf(upper(row, "reason")),
                row.getObject("old_chip", Long.class),
                Tenants.current().money(row.getLong("fee")),
                NewCards.Delivery.valueOf(upper(row, "delivery")),
                CardOrderState.valueOf(upper(row, "state")),
                row.getTimestamp("produce_at").toInstant(),
                row.getBoolean("at_press"),
                instant(row, "sent_at"),
                row.getInt("wrong_tries"),
                instant(row, "tries_since"),
                row.getTimestamp("ordered_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static String upper(ResultSet row, String column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }
}
