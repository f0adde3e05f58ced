package dk.bykassen.device;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown.TownTest;
import dk.bykassen.web.HostRule;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/** Many who hold a line and say little on it: they take a bounded room for a bounded time, and tills at work go on. */
@TownTest
@Timeout(60)
class SlowCrowdTest {

    private static final int ROOM = 9;
    private static final DoorSettings SETTINGS = new DoorSettings(
            "127.0.0.1", 0, 1, ROOM, 2, Duration.ofSeconds(3), Duration.ofMinutes(5), Duration.ofSeconds(10));
    private static final String HOST = "Host: 127.0.0.1\r\n";
    private static final String POST = "POST /api/echo HTTP/1.1\r\n" + HOST;

    /** Each stops in another place, or never comes to its end. */
    private static final List<String> BEGINNINGS = List.of(
            "",
            "POST /api/ec",
            POST,
            POST + "X-Tilte",
            POST + "Content-Length: 50000\r\n\r\n",
            POST + "Content-Length: 50000\r\n\r\nlun",
            POST + "Transfer-Encoding: chunked\r\n\r\nffff\r\nlunch",
            POST + "Content-Length: 50000\r\nExpect: 100-continue\r\n\r\n");

    @Autowired
    Answers answers;

    @Autowired
    HostRule hosts;

    private LeanDoor door;
    private final List<Line> crowd = new ArrayList<>();

    @BeforeEach
    void openADoor() {
        hosts.takeToHand();
        var meters = new SimpleMeterRegistry();
        var reception = new Reception(
                List.of(() -> List.of(
                        Route.get("/api/hello", call -> reply("hello".getBytes(StandardCharsets.UTF_8))),
                        Route.post("/api/echo", call -> reply(call.body())))),
                answers,
                hosts,
                meters,
                SETTINGS.places());
        door = new LeanDoor(SETTINGS, reception, new Encryption("", new DefaultSslBundleRegistry()), meters);
        door.start();
    }

    @AfterEach
    void closeIt() throws IOException {
        for (Line line : crowd) {
            line.close();
        }
        door.stop();
    }

    @Test
    void whoeverSaysNothingMoreIsSentAway() throws IOException {
        try (Line till = Line.to(door.port())) {
            assertServed(till);
            for (String beginning : BEGINNINGS) {
                stranger().say(beginning);
            }
            assertThat(turnedAway()).as("the room is full").isEqualTo(503);
            assertServed(till);
            for (Line line : crowd) {
                untilOver(line);
            }
            assertServed(till);
        }
        assertRoomAgain();
    }

    @Test
    void whoeverSpeaksLetterByLetterIsSentAwayToo() throws Exception {
        try (Line till = Line.to(door.port())) {
            assertServed(till);
            List<Thread> drips = new ArrayList<>();
            for (String beginning : BEGINNINGS) {
                Line line = stranger().say(beginning);
                drips.add(Thread.ofVirtual().start(() -> dripOn(line)));
            }
            for (Thread drip : drips) {
                drip.join();
                assertServed(till);
            }
        }
        assertRoomAgain();
    }

    @Test
    void thoseFarBeyondTheRoomAreNotEvenHeard() throws IOException {
        while (crowd.size() < 2 * ROOM) {
            stranger();
        }
        assertThat(stranger().isOver()).isTrue();
        assertThat(crowd.get(ROOM - 1)
                        .say("GET /api/hello HTTP/1.1\r\n" + HOST + "\r\n")
                        .hear()
                        .status())
                .as("those who were there before them are")
                .isEqualTo(200);
    }

    @Test
    void whatIsSaidWhileAnAnswerIsAwaitedIsReadOnlyUpToSoManyBytes() {
        var answer = new CompletableFuture<Optional<Reply>>();
        var route = Route.get("/api/hello", call -> reply(new byte[0])).promptly((call, next) -> answer);
        var reception = new Reception(List.of(() -> List.of(route)), answers, hosts, new SimpleMeterRegistry(), 1);
        var channel = new EmbeddedChannel(
                new HttpResponseEncoder(), new Conversation(reception, new Writer(), SETTINGS, new Crowd(), false));
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/api/hello");
        request.headers().set("Host", "127.0.0.1");

        channel.writeInbound(request, LastHttpContent.EMPTY_LAST_CONTENT);
        for (int pieces = 0; pieces < 4; pieces++) {
            assertThat(channel.config().isAutoRead()).isTrue();
            channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[16 * 1024])));
        }
        assertThat(channel.config().isAutoRead()).isFalse();

        answer.complete(Optional.of(reply(new byte[0])));
        assertThat(channel.config().isAutoRead()).isTrue();
        channel.finishAndReleaseAll();
    }

    /** One who never comes to an end, until the door has had enough. */
    private static void dripOn(Line line) {
        try {
            while (true) {
                line.say("x");
                Thread.sleep(20);
            }
        } catch (IOException e) {
            // The door hung up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Line stranger() throws IOException {
        crowd.add(Line.to(door.port()));
        return crowd.getLast();
    }

    private int turnedAway() throws IOException {
        try (Line line = Line.to(door.port())) {
            return line.say("GET /api/hello HTTP/1.1\r\n" + HOST + "\r\n")
                    .hear()
                    .status();
        }
    }

    /** Whatever it is told first: that its body is welcome, that it did not come. */
    private static void untilOver(Line line) throws IOException {
        while (!line.isOver()) {
            // Words of farewell.
        }
    }

    private static void assertServed(Line till) throws IOException {
        assertThat(till.say("GET /api/hello HTTP/1.1\r\n" + HOST + "\r\n")
                        .hear()
                        .body())
                .isEqualTo("hello");
    }

    private void assertRoomAgain() throws IOException {
        // A line may still be on its way out when the other end sees it closed.
        while (door.crowd().size() > 1) {
            Thread.onSpinWait();
        }
        try (Line next = Line.to(door.port())) {
            assertServed(next);
        }
    }

    private static Reply reply(byte[] words) {
        return new Reply(200, "text/plain", Map.of(), words);
    }
}
