package dk.bykassen.till;

import dk.bykassen.card.HolderPictures;
import dk.bykassen.kernel.Problem;
import dk.bykassen.limit.LimitSlots;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.ErrorPages;
import dk.bykassen.web.Open;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The till API; described in {@code openapi.json}. Amounts in minor units. */
@RestController
@Open
@RequestMapping("/api/v1")
class TillController {

    private static final String REPLAYED = "Idempotent-Replayed";

    private final Devices devices;
    private final Counter counter;
    private final Purchases purchases;
    private final Reversals reversals;
    private final CardStore cards;
    private final LimitSlots slots;
    private final HolderPictures pictures;
    private final InstantSource clock;
    private final ErrorPages errors;

    TillController(
            Devices devices,
            Counter counter,
            Purchases purchases,
            Reversals reversals,
            CardStore cards,
            LimitSlots slots,
            HolderPictures pictures,
            InstantSource clock,
            ErrorPages errors) {
        this.devices = devices;
        this.counter = counter;
        this.purchases = purchases;
        this.reversals = reversals;
        this.cards = cards;
        this.slots = slots;
        this.pictures = pictures;
        this.clock = clock;
        this.errors = errors;
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

    @PostMapping("/purchases")
    ResponseEntity<Answer> buy(HttpServletRequest request) {
        return devices.serveAsKnown(request, till -> {
            Purchase purchase = PurchaseForm.purchase(Body.of(request));
            Decision.Answered answered = counter.buy(till, purchase);
            var answer = new Answer(
                    purchase.id(),
                    answered.approved() ? "approved" : "declined",
                    answered.reason(),
                    answered.balance(),
                    till.tenant().currency().getCurrencyCode());
            return answered(answer, answered.replayed());
        });
    }

    @GetMapping("/purchases/{id}")
    View purchase(@PathVariable UUID id, HttpServletRequest request) {
        return devices.serve(
                request,
                till -> purchases
                        .find(id)
                        .filter(kept -> kept.unit() == till.unit())
                        .map(TillController::view)
                        .orElseThrow(Problem::notFound));
    }

    @PostMapping("/purchases/{id}/reversal")
    ResponseEntity<ReversalAnswer> reverse(@PathVariable UUID id, HttpServletRequest request) {
        return devices.serve(request, till -> {
            Reversals.Made made = reversals.reverse(till, id, PurchaseForm.reversal(Body.of(request)));
            var answer =
                    new ReversalAnswer(made.id(), id, made.amount(), made.reversed(), made.balance(), made.currency());
            return answered(answer, made.replayed());
        });
    }

    @GetMapping("/cards/{number}")
    CardState card(@PathVariable String number, HttpServletRequest request) {
        return devices.serve(request, till -> {
            LocalDate today = Tenants.current().dayOf(clock.instant());
            return cards.card(number.toUpperCase(Locale.ROOT))
                    .map(card -> CardState.of(card, slots.all(), today))
                    .orElseThrow(Problem::notFound);
        });
    }

    /** What the one who holds the card looks like, so that nobody eats on another's money. */
    @GetMapping("/cards/{number}/picture")
    ResponseEntity<byte[]> picture(@PathVariable String number, HttpServletRequest request) {
        return devices.serve(
                request,
                till -> cards.account(number.toUpperCase(Locale.ROOT))
                        .flatMap(pictures::jpeg)
                        .map(jpeg -> ResponseEntity.ok()
                                .contentType(MediaType.IMAGE_JPEG)
                                .body(jpeg))
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

    private static <T> ResponseEntity<T> answered(T answer, boolean replayed) {
        var response = ResponseEntity.ok();
        return (replayed ? response.header(REPLAYED, "true") : response).body(answer);
    }

    /** Failures of this API speak as everybody's do; a refused key is told how to show one. */
    @ExceptionHandler
    void refused(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (problem.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        errors.write(request, response, problem.status(), problem.type(), String.valueOf(problem.getMessage()));
    }
}
