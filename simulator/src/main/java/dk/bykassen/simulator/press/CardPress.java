package dk.bykassen.simulator.press;

import dk.bykassen.simulator.store.Database;
import dk.bykassen.simulator.store.Transaction;
import dk.bykassen.simulator.web.Answer;
import dk.bykassen.simulator.web.HttpProblem;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Page;
import dk.bykassen.simulator.web.Pages;
import dk.bykassen.simulator.web.Request;
import dk.bykassen.simulator.web.Router;
import dk.bykassen.simulator.world.Orders;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code PUT|GET /press/orders/{id}}: the press's own API. {@code GET /inbox/post?to=…}: the letters it posted, as JSON or a
 * page. {@code POST /control/press {"fault":"…","times":n}}: what goes wrong next.
 */
public final class CardPress {

    private static final String KEY = "Bearer press-demo-key";
    private static final Duration USUAL = Duration.ofSeconds(20);
    private static final Duration LATENESS = Duration.ofDays(1);
    private static final Duration SILENCE = Duration.ofMinutes(2);
    private static final int MOST = 200;

    private final Database database;
    private final InstantSource clock;
    private final Pages pages;
    private final Orders<PressFault> faults = new Orders<>();
    private final SecureRandom random = new SecureRandom();

    public CardPress(Database database, InstantSource clock, Pages pages) {
        this.database = database;
        this.clock = clock;
        this.pages = pages;
    }

    public void addRoutes(Router router) {
        router.put("/press/orders/{id}", this::order)
                .get("/press/orders/{id}", this::ask)
                .get("/inbox/post", this::letters)
                .post("/control/press", this::control);
    }

    private Answer order(Request request) {
        requireKey(request);
        String id = request.pathValue("id");
        JsonNode body = request.json();
        Optional<PressFault> fault = faults.take(any -> true);
        if (fault.filter(PressFault.TIMEOUT::equals).isPresent()) {
            return new Answer.Silence(SILENCE);
        }
        if (fault.filter(PressFault.ERROR500::equals).isPresent()) {
            return Answer.empty(500);
        }
        CardOrder order = database.transaction(tx -> {
            Optional<CardOrder> known = find(tx, id);
            return known.isPresent() ? known.get() : take(tx, id, body, fault.orElse(null));
        });
        return fault.filter(PressFault.LOST_ANSWER::equals).isPresent()
                ? new Answer.Silence(SILENCE)
                : Answer.json(200, json(order));
    }

    private Answer ask(Request request) {
        requireKey(request);
        return database.transaction(tx -> find(tx, request.pathValue("id")))
                .map(order -> (Answer) Answer.json(200, json(order)))
                .orElseGet(() -> Answer.empty(404));
    }

    private static void requireKey(Request request) {
        if (!request.header("Authorization").orElse("").equals(KEY)) {
            throw new HttpProblem(401, "The key is unknown.");
        }
    }

    private CardOrder take(Transaction tx, String id, JsonNode body, @Nullable PressFault fault) throws SQLException {
        String tenant = required(body, "tenant");
        String kind = required(body, "kind");
        CardOrder order = new CardOrder(
                id,
                tenant,
                kind,
                body.path("prefix").stringValue(""),
                required(body, "name"),
                required(body, "street"),
                body.path("postcode").stringValue(""),
                body.path("city").stringValue(""),
                fault == PressFault.SAME_NUMBER ? last(tx, tenant) : number(kind),
                clock.instant().plus(fault == PressFault.LATE ? LATENESS : USUAL),
                fault == PressFault.REFUSE);
        tx.update(
                """
                insert into press_order (id, tenant, kind, prefix, name, street, postcode, city, number, due_at, refused)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                order.id(),
                order.tenant(),
                order.kind(),
                order.prefix(),
                order.name(),
                order.street(),
                order.postcode(),
                order.city(),
                order.number(),
                order.dueAt(),
                order.refused() ? 1 : 0);
        return order;
    }

    private static String required(JsonNode body, String field) {
        String value = body.path(field).stringValue("");
        if (value.isBlank() || value.length() > 250) {
            throw new HttpProblem(422, field + " must be 1 to 250 characters.");
        }
        return value;
    }

    /** A chip's number is burnt into it, eight hexadecimal digits; a card's is eight decimal ones. */
    private String number(String kind) {
        return kind.equals("chip") ? "%08X".formatted(random.nextInt()) : "%08d".formatted(random.nextInt(100_000_000));
    }

    private static String last(Transaction tx, String tenant) throws SQLException {
        return tx.first(
                        "select number from press_order where tenant = ? order by rowid desc limit 1",
                        row -> row.getString(1),
                        tenant)
                .orElse("00000000");
    }

    private static Optional<CardOrder> find(Transaction tx, String id) throws SQLException {
        return tx.first("select * from press_order where id = ?", CardOrder::read, id);
    }

    private ObjectNode json(CardOrder order) {
        boolean isPosted = order.isPosted(clock.instant());
        ObjectNode out = Json.object().put("id", order.id());
        out.put("state", order.refused() ? "refused" : isPosted ? "sent" : "working");
        if (isPosted) {
            out.put("number", order.number()).put("printed", order.printed());
        }
        if (order.refused()) {
            out.put("why", "The name does not fit on the card.");
        }
        return out;
    }

    private Answer letters(Request request) {
        String to = request.query().text("to");
        Instant now = clock.instant();
        List<CardOrder> posted = database
                .transaction(
                        tx -> tx.list("select * from press_order order by rowid desc limit ?", CardOrder::read, MOST))
                .stream()
                .filter(order -> order.isPosted(now))
                .filter(order -> to.isEmpty() || order.name().equalsIgnoreCase(to))
                .toList();
        if (request.wantsHtml()) {
            Page page = Page.of(request, request.words().say("inbox.post"));
            return pages.show(request, 200, "inbox-post", page, Map.of("to", to, "letters", posted));
        }
        ArrayNode out = Json.array();
        for (CardOrder order : posted) {
            out.addObject()
                    .put("to", order.name())
                    .put("street", order.street())
                    .put("postcode", order.postcode())
                    .put("city", order.city())
                    .put("tenant", order.tenant())
                    .put("kind", order.kind())
                    .put("number", order.number())
                    .put("printed", order.printed())
                    .put("order", order.id())
                    .put("at", order.dueAt().toString());
        }
        return Answer.json(200, out);
    }

    private Answer control(Request request) {
        JsonNode wanted = request.json();
        if (wanted.path("reset").booleanValue(false)) {
            faults.clear();
        }
        if (wanted.has("fault")) {
            PressFault fault = PressFault.of(wanted.path("fault").stringValue(""))
                    .orElseThrow(() -> new HttpProblem(
                            400, "fault is one of timeout, error500, lost_answer, refuse, late, same_number."));
            faults.add(fault, Math.clamp(wanted.path("times").intValue(1), 1, 1000));
        }
        ArrayNode waiting = Json.array();
        faults.waiting().forEach(fault -> waiting.add(fault.wire()));
        return Answer.json(200, Json.object().set("faults", waiting));
    }
}
