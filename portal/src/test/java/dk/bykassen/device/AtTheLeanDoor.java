package dk.bykassen.device;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.HostRule;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/** A lean door of one's own, with a few routes behind it, and what is said at it. */
abstract class AtTheLeanDoor {

    static final String HOST = "Host: 127.0.0.1\r\n";

    @Autowired
    Answers answers;

    @Autowired
    HostRule hosts;

    @Autowired
    Tenants tenants;

    final MeterRegistry meters = new SimpleMeterRegistry();
    /** Let go, the slow routes answer. */
    final CountDownLatch leave = new CountDownLatch(1);

    /** A permit for everybody who has got in to the slow route. */
    final Semaphore inside = new Semaphore(0);

    final CompletableFuture<Optional<Reply>> promise = new CompletableFuture<>();
    LeanDoor door;

    @BeforeEach
    void openADoor() {
        hosts.takeToHand();
        door = open(Duration.ofSeconds(20));
    }

    @AfterEach
    void closeIt() {
        leave.countDown();
        promise.complete(Optional.of(reply("late")));
        door.stop();
    }

    Line line() throws IOException {
        return Line.to(door.port());
    }

    private LeanDoor open(Duration patience) {
        var settings =
                new DoorSettings("127.0.0.1", 0, 1, 8, 2, patience, Duration.ofSeconds(20), Duration.ofSeconds(10));
        var reception = new Reception(List.of(this::routes), answers, hosts, meters, settings.places());
        var fresh = new LeanDoor(settings, reception, new Encryption("", new DefaultSslBundleRegistry()), meters);
        fresh.start();
        return fresh;
    }

    void growImpatient() {
        door.stop();
        door = open(Duration.ofSeconds(3));
    }

    private List<Route> routes() {
        return List.of(
                Route.get("/api/hello", call -> reply("hello")),
                Route.get("/api/say/{word}", call -> reply(call.variable("word"))),
                Route.post("/api/echo", call -> new Reply(200, "text/plain", Map.of(), call.body())),
                Route.get("/api/quick", call -> reply("quick")),
                Route.get("/api/slow", this::slow),
                Route.get("/api/fall", call -> fall()),
                Route.get("/api/fall/promptly", call -> fall()).promptly((call, next) -> {
                    throw new StackOverflowError("further down");
                }),
                Route.get("/api/promise", call -> reply("looked up")).promptly((call, next) -> promise));
    }

    private Reply slow(Call call) {
        inside.release();
        try {
            assertThat(leave.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return reply("slow");
    }

    private static Reply fall() {
        throw new StackOverflowError("so deep");
    }

    static Reply reply(String words) {
        return new Reply(200, "text/plain", Map.of(), words.getBytes(StandardCharsets.UTF_8));
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n";
    }

    static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\n" + HOST + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
