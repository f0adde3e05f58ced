package dk.bykassen.till;

import dk.bykassen.limit.LimitSlot;
import dk.bykassen.tenant.Tenant;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

/** Puts one wave to the database: one statement, which is one transaction. */
final class WaveCall {

    private static final String SQL = """
            select place, outcome, result, reason, balance
            from till.decide_wave(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final DataSource waves;
    private final InstantSource clock;
    private final JsonMapper json;

    WaveCall(DataSource waves, InstantSource clock, JsonMapper json) {
        this.waves = waves;
        this.clock = clock;
        this.json = json;
    }

    /** Decides purchases of one lane, each purse and each id once. Returns when they are durable, in the same order. */
    List<Decision> decide(Ticket.Lane lane, List<Ticket> wave) throws SQLException {
        Tenant tenant = wave.getFirst().till().tenant();
        Instant now = clock.instant();
        ZonedDateTime local = now.atZone(tenant.zone());
        try (Connection connection = waves.getConnection();
                PreparedStatement call = connection.prepareStatement(SQL)) {
            call.setInt(1, lane.tenant());
            call.setInt(2, lane.stripe());
            call.setString(3, tenant.currency().getCurrencyCode());
            call.setObject(4, now.atOffset(ZoneOffset.UTC));
            call.setObject(5, local.toLocalDate());
            call.setArray(
                    6,
                    array(connection, "uuid", wave, ticket -> ticket.purchase().id()));
            call.setArray(
                    7,
                    array(connection, "text", wave, ticket -> ticket.purchase().card()));
            call.setArray(8, array(connection, "int8", wave, Ticket::purse));
            call.setArray(
                    9, array(connection, "int8", wave, ticket -> ticket.till().id()));
            call.setArray(
                    10, array(connection, "int8", wave, ticket -> ticket.till().unit()));
            call.setArray(
                    11, array(connection, "text", wave, ticket -> ticket.till().place()));
            call.setArray(
                    12, array(connection, "int8", wave, ticket -> ticket.till().merchants()[lane.stripe()]));
            call.setArray(
                    13,
                    array(
                            connection,
                            "timestamptz",
                            wave,
                            ticket -> ticket.purchase().at().toString()));
            call.setArray(
                    14,
                    array(connection, "int8", wave, ticket -> ticket.purchase().total()));
            call.setArray(
                    15,
                    array(
                            connection,
                            "text",
                            wave,
                            ticket -> json.writeValueAsString(ticket.purchase().lines())));
            call.setArray(
                    16,
                    connection.createArrayOf(
                            "bytea", wave.stream().map(Ticket::fingerprint).toArray(byte[][]::new)));
            call.setObject(17, counted(wave, local.toLocalTime()));
            call.setArray(
                    18,
                    array(
                            connection,
                            "text",
                            wave,
                            ticket -> String.join("\n", ticket.purchase().groups())));
            call.setArray(
                    19,
                    array(
                            connection,
                            "text",
                            wave,
                            ticket -> String.join("\n", ticket.purchase().allergens())));
            try (ResultSet rows = call.executeQuery()) {
                return decisions(rows, wave.size());
            }
        }
    }

    private static List<Decision> decisions(ResultSet rows, int expected) throws SQLException {
        List<Decision> decisions = new ArrayList<>(expected);
        while (rows.next()) {
            decisions.add(decision(rows));
        }
        if (decisions.size() != expected) {
            throw new IllegalStateException(expected + " purchases asked, " + decisions.size() + " answered");
        }
        return decisions;
    }

    private static Decision decision(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return switch (outcome) {
            case "decided", "replayed" ->
                new Decision.Answered(
                        row.getString("result").equals("approved"),
                        row.getString("reason"),
                        row.getObject("balance", Long.class),
                        outcome.equals("replayed"));
            case "conflict" -> new Decision.Conflict();
            case "elsewhere" -> new Decision.Elsewhere();
            case "retired" -> new Decision.Retired();
            default -> throw new IllegalStateException("unheard-of outcome " + outcome);
        };
    }

    private static long[] counted(List<Ticket> wave, LocalTime time) {
        long[] all = new long[wave.size() * LimitSlot.MOST];
        for (int i = 0; i < wave.size(); i++) {
            Ticket ticket = wave.get(i);
            long[] amounts =
                    Counted.of(ticket.slots(), ticket.purchase(), ticket.till().place(), time);
            System.arraycopy(amounts, 0, all, i * LimitSlot.MOST, LimitSlot.MOST);
        }
        return all;
    }

    private static Array array(Connection connection, String type, List<Ticket> wave, Function<Ticket, Object> value)
            throws SQLException {
        return connection.createArrayOf(type, wave.stream().map(value).toArray());
    }
}
