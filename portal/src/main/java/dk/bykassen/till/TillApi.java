package dk.bykassen.till;

import dk.bykassen.card.HolderPictures;
import dk.bykassen.device.Call;
import dk.bykassen.device.DeviceApi;
import dk.bykassen.device.Reply;
import dk.bykassen.device.Route;
import dk.bykassen.kernel.Problem;
import dk.bykassen.limit.LimitSlots;
import dk.bykassen.tenant.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The till API; described in {@code openapi.json}. Amounts in minor units. */
@Component
class TillApi implements DeviceApi {

    private static final String REPLAYED = "Idempotent-Replayed";

    private final Devices devices;
    private final Counter counter;
    private final Purchases purchases;
    private final Reversals reversals;
    private final CardStore cards;
    private final LimitSlots slots;
    private final HolderPictures pictures;
    private final InstantSource clock;
    private final JsonMapper json;
    /** The one answer that is given ten thousand times a minute. */
    private final ObjectWriter answers;

    private final byte[] description = read("openapi.json");

    TillApi(
            Devices devices,
            Counter counter,
            Purchases purchases,
            Reversals reversals,
            CardStore cards,
            LimitSlots slots,
            HolderPictures pictures,
            InstantSource clock,
            JsonMapper json) {
        this.devices = devices;
        this.counter = counter;
        this.purchases = purchases;
        this.reversals = reversals;
        this.cards = cards;
        this.slots = slots;
        this.pictures = pictures;
        this.clock = clock;
        this.json = json;
        this.answers = json.writerFor(Answer.class);
    }

    /** The answer to a purchase. */
    record Answer(
            UUID id,
            String result,
            @Nullable String reason,
            @Nullable Long balance,
            String currency) {}

    /** A purchase as it was decided and what has been given back of it. */
    record View(
            UUID id,
            String card,
            Instant at,
            Instant decidedAt,
            long total,
            String currency,
            List<Line> lines,
            String result,
            @Nullable String reason,
            @Nullable Long balance,
            long reversed) {}

    /** The answer to a reversal. */
    record ReversalAnswer(UUID id, UUID purchase, long amount, long reversed, long balance, String currency) {}

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/api/v1/purchases", this::buy).promptly(this::buyFromMemory),
                Route.get("/api/v1/purchases/{id}", this::purchase),
                Route.post("/api/v1/purchases/{id}/reversal", this::reverse),
                Route.get("/api/v1/cards/{number}", this::card),
                Route.get("/api/v1/cards/{number}/picture", this::picture),
                Route.get(
                        "/api/openapi.json",
                        call -> Reply.json(description).with("Cache-Control", "public, max-age=300")));
    }

    private Reply buy(Call call) {
        return devices.serveAsKnown(call, till -> {
            Purchase purchase = PurchaseForm.purchase(call.body());
            return answered(till, purchase, counter.buy(till, purchase));
        });
    }

    private CompletableFuture<Optional<Reply>> buyFromMemory(Call call, Executor next) {
        return devices.serveFromMemory(call, till -> {
                    Purchase purchase = PurchaseForm.purchase(call.body());
                    return counter.buyFromMemory(till, purchase, next)
                            .thenApply(answer -> answer.map(known -> answered(till, purchase, known)));
                })
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private Reply answered(Device till, Purchase purchase, Decision.Answered answered) {
        var answer = new Answer(
                purchase.id(),
                answered.approved() ? "approved" : "declined",
                answered.reason(),
                answered.balance(),
                till.tenant().currency().getCurrencyCode());
        return reply(answers.writeValueAsBytes(answer), answered.replayed());
    }

    private Reply purchase(Call call) {
        UUID id = call.id("id");
        return devices.serve(
                call,
                till -> purchases
                        .find(id)
                        .filter(kept -> kept.unit() == till.unit())
                        .map(kept -> reply(view(kept), false))
                        .orElseThrow(Problem::notFound));
    }

    private Reply reverse(Call call) {
        UUID id = call.id("id");
        return devices.serve(call, till -> {
            Reversals.Made made = reversals.reverse(till, id, PurchaseForm.reversal(call.body()));
            var answer =
                    new ReversalAnswer(made.id(), id, made.amount(), made.reversed(), made.balance(), made.currency());
            return reply(answer, made.replayed());
        });
    }

    private Reply card(Call call) {
        String number = call.variable("number").toUpperCase(Locale.ROOT);
        return devices.serve(call, till -> {
            LocalDate today = Tenants.current().dayOf(clock.instant());
            return cards.card(number)
                    .map(card -> reply(CardState.of(card, slots.all(), today), false))
                    .orElseThrow(Problem::notFound);
        });
    }

    /** What the one who holds the card looks like, so that nobody eats on another's money. */
    private Reply picture(Call call) {
        String number = call.variable("number").toUpperCase(Locale.ROOT);
        return devices.serve(
                call,
                till -> cards.account(number)
                        .flatMap(pictures::jpeg)
                        .map(jpeg -> new Reply(200, "image/jpeg", Map.of(), jpeg))
                        .orElseThrow(Problem::notFound));
    }

    private static View view(Purchases.Kept kept) {
        return new View(
                kept.id(),
                kept.card(),
                kept.at(),
                kept.decidedAt(),
                kept.total(),
                kept.currency(),
                kept.lines(),
                kept.result(),
                kept.reason(),
                kept.balance(),
                kept.reversed());
    }

    private Reply reply(Object answer, boolean replayed) {
        return reply(json.writeValueAsBytes(answer), replayed);
    }

    private static Reply reply(byte[] answer, boolean replayed) {
        Reply reply = Reply.json(answer);
        return replayed ? reply.with(REPLAYED, "true") : reply;
    }

    /** A file kept by hand, which the tests hold every answer against. */
    private static byte[] read(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
