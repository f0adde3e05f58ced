package dk.bykassen.till;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same rules on the same tables as an ordinary program would keep them: a transaction per purchase, the purse's row
 * locked, the merchant's row updated. What the product is measured against; it tells nobody of a low balance or a declined
 * purchase, and it is spared row-level security.
 */
public final class PlainCounter implements AutoCloseable {

    private static final int CONNECTIONS = 32;
    private static final String TAKEN = "23505";

    private final HikariDataSource pool;
    private final CardIndex slots;
    private final JsonMapper json;

    private PlainCounter(HikariDataSource pool, CardIndex slots, JsonMapper json) {
        this.pool = pool;
        this.slots = slots;
        this.json = json;
    }

    /** @param user who owns the tables */
    public static PlainCounter open(ApplicationContext portal, String jdbcUrl, String user, String password) {
        var config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setUsername(user);
        config.setPassword(password);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(30_000);
        config.setConnectionInitSql("set time zone 'UTC'");
        return new PlainCounter(
                new HikariDataSource(config), portal.getBean(CardIndex.class), portal.getBean(JsonMapper.class));
    }

    public HikariDataSource pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    private record Card(
            long purse,
            long balance,
            @Nullable LocalDate spentOn,
            Object spentAfter,
            @Nullable String reason) {}

    /** Decides, and returns when the decision is durable. */
    Decision.Answered buy(Device till, Purchase purchase) {
        try (Connection connection = pool.getConnection()) {
            try {
                return decide(connection, till, purchase);
            } catch (SQLException e) {
                connection.rollback();
                if (!TAKEN.equals(e.getSQLState())) {
                    throw e;
                }
                return decide(connection, till, purchase);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a plain purchase failed", e);
        }
    }

    private Decision.Answered decide(Connection connection, Device till, Purchase purchase) throws SQLException {
        Optional<Decision.Answered> known = known(connection, till, purchase.id());
        if (known.isPresent()) {
            connection.commit();
            return known.get();
        }
        Instant now = Instant.now();
        ZonedDateTime local = now.atZone(till.tenant().zone());
        Long[] counted = java.util.Arrays.stream(Counted.of(slots.slots(), purchase, till.place(), local.toLocalTime()))
                .boxed()
                .toArray(Long[]::new);
        Card card = card(connection, till, purchase, local.toLocalDate(), counted);
        boolean approved = card.reason() == null;
        long balance = approved ? card.balance() - purchase.total() : card.balance();
        keep(connection, till, purchase, now, local.toLocalDate(), counted, card, balance);
        if (approved) {
            post(connection, till, purchase, now, card.purse());
            pay(connection, till, purchase.total(), card, local.toLocalDate(), counted);
            earn(connection, till, purchase.total());
        }
        connection.commit();
        return new Decision.Answered(approved, card.reason(), balance, false);
    }

    private static Optional<Decision.Answered> known(Connection connection, Device till, UUID id) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("""
                select reason, balance_after
                from till.purchase
                where tenant_id = ? and id = ?
                """)) {
            sql.setInt(1, till.tenant().id());
            sql.setObject(2, id);
            try (ResultSet row = sql.executeQuery()) {
                return row.next()
                        ? Optional.of(new Decision.Answered(
                                row.getString(1) == null, row.getString(1), row.getObject(2, Long.class), true))
                        : Optional.empty();
            }
        }
    }

    private static Card card(Connection connection, Device till, Purchase purchase, LocalDate today, Long[] counted)
            throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("""
                select p.id, p.balance, p.spent_on, s.spent_after,
                       till.objection(
                           c.status, a.status, p.balance, p.at_least, ?, till.exceeded(s.spent_after, r.limits, ?), ?,
                           r.places_off, ?, r.groups_off, ?, r.allergens) as reason
                from till.till t
                join card.chip c on c.tenant_id = t.tenant_id
                join card.account a on a.tenant_id = c.tenant_id and a.id = c.account_id
                join ledger.account p on p.tenant_id = a.tenant_id and p.id = a.purse_id
                left join card.rule r on r.tenant_id = a.tenant_id and r.account_id = a.id
                cross join lateral (
                    select till.spent_after(p.spent, p.spent_on, ?, ?) as spent_after
                ) s
                where t.tenant_id = ? and t.id = ? and t.retired_at is null and c.number = ?
                for no key update of p
                """)) {
            sql.setLong(1, purchase.total());
            sql.setArray(2, connection.createArrayOf("int8", counted));
            sql.setString(3, till.place());
            sql.setArray(4, connection.createArrayOf("text", purchase.groups().toArray()));
            sql.setArray(
                    5, connection.createArrayOf("text", purchase.allergens().toArray()));
            sql.setObject(6, today);
            sql.setArray(7, connection.createArrayOf("int8", counted));
            sql.setInt(8, till.tenant().id());
            sql.setLong(9, till.id());
            sql.setString(10, purchase.card());
            try (ResultSet row = sql.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("no such card or till");
                }
                return new Card(
                        row.getLong("id"),
                        row.getLong("balance"),
                        row.getObject("spent_on", LocalDate.class),
                        row.getArray("spent_after"),
                        row.getString("reason"));
            }
        }
    }

    private void keep(
            Connection connection,
            Device till,
            Purchase purchase,
            Instant now,
            LocalDate today,
            Long[] counted,
            Card card,
            long balance)
            throws SQLException {
        boolean approved = card.reason() == null;
        boolean counts = approved && isAnything(counted);
        try (PreparedStatement sql = connection.prepareStatement("""
                insert into till.purchase
                    (tenant_id, id, till_id, unit_id, card_number, account_id, at, decided_at, total, currency, lines, result,
                     reason, balance_after, fingerprint, counted_on, counted)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
            sql.setInt(1, till.tenant().id());
            sql.setObject(2, purchase.id());
            sql.setLong(3, till.id());
            sql.setLong(4, till.unit());
            sql.setString(5, purchase.card());
            sql.setLong(6, card.purse());
            sql.setObject(7, purchase.at().atOffset(ZoneOffset.UTC));
            sql.setObject(8, now.atOffset(ZoneOffset.UTC));
            sql.setLong(9, purchase.total());
            sql.setString(10, till.tenant().currency().getCurrencyCode());
            sql.setString(11, json.writeValueAsString(purchase.lines()));
            sql.setString(12, approved ? "approved" : "declined");
            sql.setString(13, card.reason());
            sql.setLong(14, balance);
            sql.setBytes(15, purchase.fingerprint(till.id()));
            if (counts) {
                sql.setObject(16, today);
                sql.setArray(17, connection.createArrayOf("int8", counted));
            } else {
                sql.setNull(16, Types.DATE);
                sql.setNull(17, Types.ARRAY);
            }
            sql.executeUpdate();
        }
    }

    private static void post(Connection connection, Device till, Purchase purchase, Instant now, long purse)
            throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement("""
                insert into ledger.transfer (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, at)
                values (?, ?, ?, ?, ?, ?, 'purchase', ?)
                """)) {
            sql.setInt(1, till.tenant().id());
            sql.setObject(2, purchase.id());
            sql.setLong(3, purse);
            sql.setLong(4, till.merchants()[0]);
            sql.setLong(5, purchase.total());
            sql.setString(6, till.tenant().currency().getCurrencyCode());
            sql.setObject(7, now.atOffset(ZoneOffset.UTC));
            sql.executeUpdate();
        }
    }

    private static void pay(Connection connection, Device till, long total, Card card, LocalDate today, Long[] counted)
            throws SQLException {
        boolean counts = isAnything(counted);
        try (PreparedStatement sql = connection.prepareStatement(
                counts
                        ? "update ledger.account set balance = balance - ?, spent_on = ?, spent = ? where tenant_id = ? and id = ?"
                        : "update ledger.account set balance = balance - ? where tenant_id = ? and id = ?")) {
            int field = 1;
            sql.setLong(field++, total);
            if (counts) {
                sql.setObject(field++, today);
                sql.setObject(field++, card.spentAfter());
            }
            sql.setInt(field++, till.tenant().id());
            sql.setLong(field, card.purse());
            sql.executeUpdate();
        }
    }

    /** Last of all, so that the row everybody wants is held for the shortest time. */
    private static void earn(Connection connection, Device till, long total) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(
                "update ledger.account set balance = balance + ? where tenant_id = ? and id = ?")) {
            sql.setLong(1, total);
            sql.setInt(2, till.tenant().id());
            sql.setLong(3, till.merchants()[0]);
            sql.executeUpdate();
        }
    }

    private static boolean isAnything(Long[] counted) {
        return java.util.Arrays.stream(counted).anyMatch(amount -> amount > 0);
    }
}
