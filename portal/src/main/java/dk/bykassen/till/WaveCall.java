package dk.bykassen.till;

import dk.bykassen.limit.LimitSlot;
import dk.bykassen.tenant.Tenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Puts one wave to the database: one statement, which is one transaction. */
final class WaveCall {

    private static final String SQL = """
            select place, outcome, result, reason, balance
            from till.decide_wave(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** By their bytes, without a sign: Java's own order is another one. */
    private static final Comparator<UUID> AS_THE_DATABASE = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private static final double NANOS = 1e9;

    private final DataSource waves;
    private final InstantSource clock;
    private final ObjectWriter lines;

    WaveCall(DataSource waves, InstantSource clock, JsonMapper json) {
        this.waves = waves;
        this.clock = clock;
        this.lines = json.writerFor(new TypeReference<List<Line>>() {});
    }

    /** Decides purchases of one lane, each purse and each id once. Returns when they are durable, in the same order. */
    List<Decision> decide(Ticket.Lane lane, List<Ticket> wave) throws SQLException {
        Tenant tenant = wave.getFirst().till().tenant();
        Instant now = clock.instant();
        ZonedDateTime local = now.atZone(tenant.zone());
        try (Connection connection = waves.getConnection();
                PreparedStatement call = connection.prepareStatement(SQL)) {
            var wanted = new Parameters(connection, call, wave);
            call.setInt(1, lane.tenant());
            call.setInt(2, lane.stripe());
            call.setString(3, tenant.currency().getCurrencyCode());
            call.setObject(4, now.atOffset(ZoneOffset.UTC));
            call.setObject(5, local.toLocalDate());
            call.setObject(
                    6, wave.stream().map(WaveCall::id).min(AS_THE_DATABASE).orElseThrow());
            call.setObject(
                    7, wave.stream().map(WaveCall::id).max(AS_THE_DATABASE).orElseThrow());
            wanted.set(8, "uuid", UUID[]::new, WaveCall::id);
            wanted.set(9, "text", String[]::new, ticket -> ticket.purchase().card());
            wanted.set(10, "int8", Long[]::new, Ticket::purse);
            wanted.set(11, "int8", Long[]::new, ticket -> ticket.till().id());
            wanted.set(12, "int8", Long[]::new, ticket -> ticket.till().unit());
            wanted.set(13, "text", String[]::new, ticket -> ticket.till().place());
            wanted.set(14, "int8", Long[]::new, ticket -> ticket.till().merchants()[lane.stripe()]);
            wanted.set(
                    15,
                    "float8",
                    Double[]::new,
                    ticket -> seconds(ticket.purchase().at()));
            wanted.set(16, "int8", Long[]::new, ticket -> ticket.purchase().total());
            wanted.set(
                    17,
                    "text",
                    String[]::new,
                    ticket -> lines.writeValueAsString(ticket.purchase().lines()));
            wanted.set(18, "bytea", byte[][]::new, Ticket::fingerprint);
            call.setObject(19, counted(wave, local.toLocalTime()));
            wanted.set(
                    20,
                    "text",
                    String[]::new,
                    ticket -> String.join("\n", ticket.purchase().groups()));
            wanted.set(
                    21,
                    "text",
                    String[]::new,
                    ticket -> String.join("\n", ticket.purchase().allergens()));
            try (ResultSet rows = call.executeQuery()) {
                return decisions(rows, wave.size());
            }
        }
    }

    /** The database answers in any order and says whom. */
    private static List<Decision> decisions(ResultSet rows, int expected) throws SQLException {
        var decisions = new Decision[expected];
        int answered = 0;
        while (rows.next()) {
            decisions[rows.getInt("place") - 1] = decision(rows);
            answered++;
        }
        if (answered != expected) {
            throw new IllegalStateException(expected + " purchases asked, " + answered + " answered");
        }
        return List.of(decisions);
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

    /** Since 1970; exact to the microsecond, which is what the database keeps. */
    private static double seconds(Instant moment) {
        return moment.getEpochSecond() + moment.getNano() / NANOS;
    }

    private static UUID id(Ticket ticket) {
        return ticket.purchase().id();
    }

    /** One array per thing that is said of every purchase; arrays of a type of their own travel as they are, not as text. */
    private record Parameters(Connection connection, PreparedStatement call, List<Ticket> wave) {

        <T> void set(int position, String type, IntFunction<T[]> array, Function<Ticket, @Nullable T> value)
                throws SQLException {
            call.setArray(
                    position,
                    connection.createArrayOf(type, wave.stream().map(value).toArray(array)));
        }
    }
}
