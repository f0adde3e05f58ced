package dk.bykassen.simulator.inbox;

import dk.bykassen.simulator.store.Database;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.HttpProblem;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.web.Router;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The SMS gateway, {@code POST /sms/messages}, and the phones its messages end on. */
public final class TextMessages {

    private static final String KEY = "Bearer sms-demo-key";

    /** A message on a phone. */
    public record TextMessage(String id, String to, String from, String text, String reference, Instant at) {}

    private final Database database;
    private final InstantSource clock;

    public TextMessages(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    public void addRoutes(Router router) {
        router.post("/sms/messages", this::accept);
    }

    private Answer accept(Request request) {
        if (!request.header("Authorization").orElse("").equals(KEY)) {
            throw new HttpProblem(401, "The key is unknown.");
        }
        JsonNode body = request.json();
        String to = body.path("to").stringValue("");
        String from = body.path("from").stringValue("");
        String text = body.path("text").stringValue("");
        if (!to.matches("\\+\\d{8,15}")) {
            throw new HttpProblem(400, "to must be a number such as +4520100001.");
        }
        if (!from.matches("[A-Za-z0-9 ]{1,11}|\\+?\\d{3,15}")) {
            throw new HttpProblem(400, "from must be 1 to 11 letters and digits, or a number.");
        }
        if (text.isEmpty() || text.length() > 1600) {
            throw new HttpProblem(400, "text must be 1 to 1600 characters.");
        }
        String id = keep(to, from, text, body.path("reference").stringValue(null));
        return Answer.json(202, Json.object().put("id", id));
    }

    /** A reference that was seen before names the same message: nobody gets it twice. */
    private String keep(String to, String from, String text, @Nullable String reference) {
        return database.transaction(tx -> {
            Optional<String> before = reference == null
                    ? Optional.empty()
                    : tx.first("select id from sms where reference = ?", row -> row.getString(1), reference);
            if (before.isPresent()) {
                return before.get();
            }
            String id = UUID.randomUUID().toString();
            tx.update(
                    "insert into sms (id, recipient, sender, text, reference, arrived_at) values (?, ?, ?, ?, ?, ?)",
                    id,
                    to,
                    from,
                    text,
                    reference,
                    clock.instant());
            return id;
        });
    }

    /** The newest first; all phones when none is named. */
    List<TextMessage> to(@Nullable String recipient, int most) {
        return database.transaction(tx -> tx.list("""
                select * from sms
                where ?1 is null or recipient = ?1
                order by rowid desc
                limit ?2
                """, TextMessages::read, recipient, most));
    }

    private static TextMessage read(ResultSet row) throws SQLException {
        String reference = row.getString("reference");
        return new TextMessage(
                row.getString("id"),
                row.getString("recipient"),
                row.getString("sender"),
                row.getString("text"),
                reference == null ? "" : reference,
                Instant.parse(row.getString("arrived_at")));
    }
}
