package dk.bykassen.device;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown.TownTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the lean door does with callers who are slow, too many, too long, or cut short. */
@TownTest
class LeanDoorBoundsTest extends AtTheLeanDoor {

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
}
