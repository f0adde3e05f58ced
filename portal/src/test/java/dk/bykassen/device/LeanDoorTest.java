package dk.bykassen.device;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown.TownTest;
import dk.bykassen.kernel.Problem;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said at the lean door, by callers who know how. */
@TownTest
class LeanDoorTest extends AtTheLeanDoor {

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
}
