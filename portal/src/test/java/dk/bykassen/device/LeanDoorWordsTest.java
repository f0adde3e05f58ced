package dk.bykassen.device;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown.TownTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What two readers could read differently, the lean door refuses. */
@TownTest
class LeanDoorWordsTest extends AtTheLeanDoor {

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
}
