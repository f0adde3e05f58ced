package dk.bykassen.web;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.tenant.Founding;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Requests no browser of ours sends: they are the sender's mistake, not ours, and nothing of them is kept in a log. */
@TestTown.TownTest
@ExtendWith(OutputCaptureExtension.class)
class StrangeRequestsTest {

    private static final String NUMBER = "1405831012";

    @LocalServerPort
    int port;

    @Autowired
    Founding founding;

    private Visitor visitor;

    @BeforeEach
    void somebodyAtATownsHost() {
        visitor = new Visitor(port, TestTown.found(founding).hosts().getFirst());
    }

    @Test
    void aFieldInABrokenEncodingIsABadRequest(CapturedOutput log) {
        assertThat(visitor.get("/sign-in?to=" + NUMBER + "%ff").status()).isEqualTo(400);
        assertThat(log).doesNotContain(NUMBER);
    }

    @Test
    void aFormOfTooManyFieldsIsABadRequest(CapturedOutput log) {
        Map<String, String> fields =
                IntStream.range(0, 2_000).boxed().collect(Collectors.toMap(field -> "f" + field, field -> NUMBER));
        assertThat(visitor.post("/sign-in/number", fields).status()).isEqualTo(400);
        assertThat(log).doesNotContain(NUMBER).doesNotContain("ERROR");
    }

    @Test
    void aFormThatIsTooLargeIsTold(CapturedOutput log) {
        Map<String, String> form = Map.of("number", NUMBER.repeat(30_000));
        assertThat(visitor.post("/sign-in/number", form).status()).isEqualTo(413);
        assertThat(log).doesNotContain(NUMBER);
    }

    @Test
    void anAddressThatLeadsNowhereStandsInNoLog(CapturedOutput log) {
        assertThat(visitor.get("/api/v1/cards/8D40B2F3/again").status()).isEqualTo(404);
        assertThat(log).doesNotContain("8D40B2F3");
    }

    /** A cookie may come from a page of another version, or from a neighbour's host. */
    @Test
    void aNoticeNobodyWordedIsNotShown() {
        visitor.cookies().put("notice", "card.notice.nonesuch");
        assertThat(visitor.get("/sign-in").status()).isEqualTo(200);
    }
}
