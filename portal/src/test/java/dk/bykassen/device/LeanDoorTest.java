package dk.bykassen.device;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown.TownTest;
import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.HostRule;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/** What the lean door does with callers who are strange, slow, too many, or cut short. */
@TownTest
class LeanDoorTest {

    private static final String HOST = "Host: 127.0.0.1\r\n";

    @Autowired
    Answers answers;

    @Autowired
    HostRule hosts;

    @Autowired
    Tenants tenants;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    /** Let go, the slow routes answer. */
    private final CountDownLatch leave = new CountDownLatch(1);

    /** A permit for everybody who has got in to the slow route. */
    private final Semaphore inside = new Semaphore(0);

    private final CompletableFuture<Optional<Reply>> promise = new CompletableFuture<>();
    private LeanDoor door;

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

    @Test
    void requestsOnOneLineAreAnsweredInTheirOrder() throws IOException {
        try (Line line = line()) {
            line.say(get("/api/promise") + post("/api/echo", "one") + get("/api/nothing") + post("/api/echo", "two"));
            promise.complete(Optional.of(reply("kept")));

            assertThat(line.hear().body()).isEqualTo("kept");
            assertThat(line.hear().body()).isEqualTo("one");
            assertThat(line.hear().status()).isEqualTo(404);
            assertThat(line.hear().body()).isEqualTo("two");
        }
    }

    @Test
    void hundredsOfRequestsAtOnceAreAllAnswered() throws IOException {
        try (Line line = line()) {
            line.say(post("/api/echo", "again").repeat(500));

            for (int i = 0; i < 500; i++) {
                assertThat(line.hear().body()).isEqualTo("again");
            }
            line.hangUp();
            assertThat(line.isOver()).isTrue();
        }
    }

    @Test
    void whatIsNotInMemoryIsAnsweredByTheOtherWay() throws IOException {
        promise.complete(Optional.empty());

        try (Line line = line()) {
            assertThat(line.say(get("/api/promise")).hear().body()).isEqualTo("looked up");
        }
    }

    @Test
    void whileHostsHaveToBeLookedUpNobodyIsAnsweredPromptly() throws IOException {
        promise.complete(Optional.of(reply("prompt")));
        tenants.refresh();

        try (Line line = line()) {
            assertThat(line.say(get("/api/promise")).hear().body()).isEqualTo("looked up");
            assertThat(line.say(get("/api/promise")).hear().body()).isEqualTo("prompt");
        }
    }

    @Test
    void evenAnErrorIsAnsweredAndLeavesItsPlace() throws IOException {
        try (Line line = line()) {
            for (int times = 0; times < 5; times++) {
                assertThat(line.say(get("/api/fall")).hear().status()).isEqualTo(500);
                assertThat(line.say(get("/api/fall/promptly")).hear().status()).isEqualTo(500);
            }
        }
    }

    @Test
    void aPromiseThatFailsIsAnAnswerToo() throws IOException {
        promise.completeExceptionally(new Problem(409, "id-taken", "It stands for another."));

        try (Line line = line()) {
            Line.Answer answer = line.say(get("/api/promise")).hear();
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(answer.body())
                    .contains("\"instance\":\"" + answer.headers().get("x-request-id") + "\"");
        }
    }

    @Test
    void aPromiseThatKnowsWhenToComeBackSaysSo() throws IOException {
        promise.completeExceptionally(new Problem(503, "overload", "Many wait.").retryAfter(7));

        try (Line line = line()) {
            assertThat(line.say(get("/api/promise")).hear().headers()).containsEntry("retry-after", "7");
        }
    }

    @Test
    void aChunkedBodyIsPutTogether() throws IOException {
        try (Line line = line()) {
            line.say("POST /api/echo HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n3\r\nlun\r\n");
            line.say("2\r\nch\r\n0\r\n\r\n");

            assertThat(line.hear().body()).isEqualTo("lunch");
        }
    }

    @Test
    void whoAsksBeforeSendingIsToldToGoOn() throws IOException {
        try (Line line = line()) {
            line.say("POST /api/echo HTTP/1.1\r\n" + HOST + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
            assertThat(line.hear(false).status()).isEqualTo(100);
            assertThat(line.say("lunch").hear().body()).isEqualTo("lunch");
        }
    }

    @Test
    void whoAsksBeforeSendingTooMuchIsToldNotTo() throws IOException {
        try (Line line = line()) {
            line.say("POST /api/echo HTTP/1.1\r\n" + HOST + "Content-Length: 900000\r\nExpect: 100-continue\r\n\r\n");
            assertThat(line.hear().status()).isEqualTo(413);
            assertThat(line.isOver()).isTrue();
        }
    }

    @Test
    void aBodyThatIsTooLargeIsHeardOutAndRefused() throws IOException {
        try (Line line = line()) {
            assertThat(line.say(post("/api/echo", "x".repeat(Call.LARGEST_BODY + 1)))
                            .hear()
                            .status())
                    .isEqualTo(413);
            assertThat(line.say(post("/api/echo", "x".repeat(Call.LARGEST_BODY)))
                            .hear()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void headIsAnsweredWithoutTheBody() throws IOException {
        try (Line line = line()) {
            Line.Answer head =
                    line.say("HEAD /api/hello HTTP/1.1\r\n" + HOST + "\r\n").hear(false);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers()).containsEntry("content-length", "5");
            assertThat(line.say(get("/api/hello")).hear().body()).isEqualTo("hello");
        }
    }

    @Test
    void otherMethodsHearWhichAreServed() throws IOException {
        try (Line line = line()) {
            Line.Answer options =
                    line.say("OPTIONS /api/hello HTTP/1.1\r\n" + HOST + "\r\n").hear();
            assertThat(options.status()).isEqualTo(200);
            assertThat(options.headers()).containsEntry("allow", "GET,HEAD,OPTIONS");
            Line.Answer put = line.say("PUT /api/hello HTTP/1.1\r\n" + HOST + "Content-Length: 0\r\n\r\n")
                    .hear();
            assertThat(put.status()).isEqualTo(405);
            assertThat(put.headers()).containsEntry("allow", "GET,HEAD,OPTIONS");
        }
    }

    @Test
    void variablesAreReadAsTheyWereMeant() throws IOException {
        try (Line line = line()) {
            assertThat(line.say(get("/api/say/gr%C3%B8n%20te?cup=2")).hear().body())
                    .isEqualTo("grøn te");
            assertThat(line.say(get("http://127.0.0.1/api/say/te")).hear().body())
                    .isEqualTo("te");
            assertThat(line.say(get("/api/say/a/b")).hear().status()).isEqualTo(404);
        }
    }

    @Test
    void onlyTheApiAnswers() throws IOException {
        try (Line line = line()) {
            assertThat(line.say(get("/accounts")).hear().status()).isEqualTo(404);
            assertThat(line.say("GET /api/hello HTTP/1.1\r\nHost: nobody.localhost\r\n\r\n")
                            .hear()
                            .status())
                    .isEqualTo(421);
            assertThat(line.say("GET /api/hello HTTP/1.1\r\nHost: nobody.localhost\r\nX-Forwarded-Host: 127.0.0.1\r\n"
                                    + "Forwarded: host=127.0.0.1\r\n\r\n")
                            .hear()
                            .status())
                    .as("nobody speaks for another host")
                    .isEqualTo(421);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ambiguous")
    void whatTwoReadersCouldReadDifferentlyIsRefused(String why, String request) throws IOException {
        try (Line line = line()) {
            Line.Answer answer = line.say(request).hear();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void andWhereItsEndIsUnsureTheLineIsClosed(String why, String request) throws IOException {
        try (Line line = line()) {
            Line.Answer answer = line.say(request + get("/api/hello")).hear();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(line.isOver()).isTrue();
        }
    }

    static Stream<Arguments> ambiguous() {
        return Stream.concat(
                broken(),
                Stream.of(
                        Arguments.of("a slash in disguise", get("/api/say/a%2Fb")),
                        Arguments.of("a step up", get("/api/x/../hello")),
                        Arguments.of("a step in disguise", get("/api/%2e%2e/hello")),
                        Arguments.of("an empty segment", get("/api//hello")),
                        Arguments.of("a parameter of a segment", get("/api/hello;a=1")),
                        Arguments.of("a line feed in disguise", get("/api/say/a%0Ab")),
                        Arguments.of("no host", "GET /api/hello HTTP/1.1\r\n\r\n"),
                        Arguments.of("two hosts", "GET /api/hello HTTP/1.1\r\n" + HOST + HOST + "\r\n"),
                        Arguments.of("a strange host", "GET /api/hello HTTP/1.1\r\nHost: a/b\r\n\r\n"),
                        Arguments.of("hosts that differ", get("http://127.0.0.2/api/hello"))));
    }

    static Stream<Arguments> broken() {
        String post = "POST /api/echo HTTP/1.1\r\n" + HOST;
        String chunks = "\r\n\r\n5\r\nlunch\r\n0\r\n\r\n";
        return Stream.of(
                Arguments.of("length and chunks", post + "Content-Length: 5\r\nTransfer-Encoding: chunked" + chunks),
                Arguments.of("chunks and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 5" + chunks),
                Arguments.of("two lengths", post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nlunch!"),
                Arguments.of("a length that is none", post + "Content-Length: five\r\n\r\nlunch"),
                Arguments.of("a negative length", post + "Content-Length: -5\r\n\r\nlunch"),
                Arguments.of("an unknown coding", post + "Transfer-Encoding: xchunked" + chunks),
                Arguments.of("two codings", post + "Transfer-Encoding: gzip, chunked" + chunks),
                Arguments.of(
                        "chunks in HTTP/1.0",
                        "POST /api/echo HTTP/1.0\r\n" + HOST + "Transfer-Encoding: chunked" + chunks),
                Arguments.of("a blank before the colon", post + "Transfer-Encoding : chunked" + chunks),
                Arguments.of(
                        "a chunk of no size", post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\nlunch\r\n0\r\n\r\n"),
                Arguments.of("no HTTP at all", "lunch please\r\n\r\n"),
                Arguments.of("HTTP of tomorrow", "GET /api/hello HTTP/2.0\r\n" + HOST + "\r\n"));
    }

    @Test
    void whatHasNoEndIsNotHeardOut() throws IOException {
        try (Line line = line()) {
            Line.Answer answer = line.say(get("/api/say/" + "x".repeat(5_000)) + get("/api/hello"))
                    .hear();
            assertThat(answer.status()).isEqualTo(414);
            assertThat(line.isOver()).isTrue();
        }
        try (Line line = line()) {
            Line.Answer answer = line.say("GET /api/hello HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(9_000) + "\r\n\r\n")
                    .hear();
            assertThat(answer.status()).isEqualTo(431);
            assertThat(line.isOver()).isTrue();
        }
    }

    @Test
    void whoStopsInTheMiddleOfABodyIsNotWaitedFor() throws IOException {
        growImpatient();
        try (Line line = line()) {
            line.say("POST /api/echo HTTP/1.1\r\n" + HOST + "Content-Length: 50\r\n\r\nlunch");
            Line.Answer answer = line.hear();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("body-incomplete");
            assertThat(line.isOver()).isTrue();
        }
    }

    @Test
    void whoStopsInTheMiddleOfAHeaderIsNotWaitedFor() throws IOException {
        growImpatient();
        try (Line line = line()) {
            assertThat(line.say("GET /api/hello HT").isOver()).isTrue();
        }
        try (Line line = line()) {
            assertThat(line.say(get("/api/hello")).hear().status()).isEqualTo(200);
            assertThat(line.say("GET /api/hel").isOver())
                    .as("not even after a good one")
                    .isTrue();
        }
    }

    @Test
    void whoDoesNotTakeItsAnswersIsNotAnsweredForEver() throws IOException {
        growImpatient();
        String large = post("/api/echo", "x".repeat(60_000));
        try (Line line = line()) {
            Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 2_000; i++) {
                        line.say(large);
                    }
                } catch (IOException e) {
                    // The door has had enough of it.
                    inside.release();
                }
            });

            assertThat(inside.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(meters.get("http.server.requests").timer().count())
                .as("what nobody reads is not even asked")
                .isLessThan(2_000);
    }

    @Test
    void bodiesThatComeInPartsShareARoom() throws IOException {
        try (Line line = line()) {
            assertThat(line.say(post("/api/echo", "x".repeat(60_000))).hear().body())
                    .hasSize(60_000);
            door.crowd().holds(40_000_000);
            assertThat(line.say(post("/api/echo", "lunch")).hear().body())
                    .as("a small one comes in one piece")
                    .isEqualTo("lunch");
            Line.Answer answer = line.say(post("/api/echo", "x".repeat(60_000))).hear();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsEntry("retry-after", "2");
        }
    }

    @Test
    void anOlderDeviceIsAnsweredAndLetGo() throws IOException {
        try (Line line = line()) {
            Line.Answer answer =
                    line.say("GET /api/hello HTTP/1.0\r\n" + HOST + "\r\n").hear();
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(line.isOver()).isTrue();
        }
    }

    @Test
    void whoFindsNoRoomIsToldToComeBack() throws IOException {
        List<Line> lines = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                lines.add(line());
                assertThat(lines.getLast().say(get("/api/hello")).hear().status())
                        .isEqualTo(200);
            }
            try (Line ninth = line()) {
                Line.Answer answer = ninth.say(get("/api/hello")).hear();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers()).containsEntry("retry-after", "2").containsEntry("connection", "close");
                assertThat(ninth.isOver()).isTrue();
            }
            assertThat(lines.getFirst().say(get("/api/hello")).hear().status()).isEqualTo(200);
        } finally {
            for (Line line : lines) {
                line.close();
            }
        }
    }

    @Test
    void whoFindsNoPlaceIsToldAtOnce() throws Exception {
        try (Line first = line();
                Line second = line();
                Line third = line();
                Line fourth = line()) {
            first.say(get("/api/slow"));
            second.say(get("/api/slow"));
            assertThat(inside.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
            Line.Answer turnedAway = third.say(get("/api/quick")).hear();
            assertThat(turnedAway.status()).isEqualTo(503);
            assertThat(turnedAway.headers()).containsEntry("retry-after", "2");
            promise.complete(Optional.of(reply("prompt")));
            assertThat(fourth.say(get("/api/promise")).hear().body())
                    .as("what needs no place is answered")
                    .isEqualTo("prompt");
            leave.countDown();
            assertThat(first.hear().status()).isEqualTo(200);
            assertThat(second.hear().status()).isEqualTo(200);
        }
    }

    @Test
    void aStopAnswersWhatWasAccepted() throws Exception {
        try (Line busy = line();
                Line idle = line()) {
            assertThat(idle.say(get("/api/hello")).hear().status()).isEqualTo(200);
            busy.say(get("/api/slow"));
            assertThat(inside.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

            Thread stop = Thread.ofVirtual().start(door::stop);
            assertThat(idle.isOver()).isTrue();
            leave.countDown();

            Line.Answer answer = busy.hear();
            assertThat(answer.body()).isEqualTo("slow");
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(busy.isOver()).isTrue();
            stop.join();
            assertThat(door.isRunning()).isFalse();
        }
    }

    @Test
    void callsAreCountedByTheirRoute() throws IOException {
        try (Line line = line()) {
            line.say(get("/api/say/te") + get("/api/say/kaffe") + get("/api/nothing"));
            line.hear();
            line.hear();
            line.hear();
        }
        assertThat(meters.get("http.server.requests")
                        .tag("uri", "/api/say/{word}")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(meters.get("http.server.requests")
                        .tag("status", "404")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private Line line() throws IOException {
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

    private void growImpatient() {
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

    private static Reply reply(String words) {
        return new Reply(200, "text/plain", Map.of(), words.getBytes(StandardCharsets.UTF_8));
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\n" + HOST + "\r\n";
    }

    private static String post(String path, String body) {
        return "POST " + path + " HTTP/1.1\r\n" + HOST + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
