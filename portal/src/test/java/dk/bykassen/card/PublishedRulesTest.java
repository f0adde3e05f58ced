package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Strangers are told whose hands the money is in before they sign in. */
class PublishedRulesTest extends CardTown {

    @LocalServerPort
    int port;

    @Test
    void theFrontPageSaysWhoHoldsTheMoneyAndByWhichRules() {
        String front = new Visitor(port, town.hosts().getFirst()).get("/").body();

        assertThat(front).contains("By Kommune", "CVR 12345678", "under 50\u00a0kr.", "1.500\u00a0kr.", "Intet");
    }

    @Test
    void theHelpPageKnowsHowOftenACardIsCharged() {
        assertThat(new Visitor(port, town.hosts().getFirst())
                        .get("/help/top-up-stopped")
                        .body())
                .contains("trukket 3 gange i dag");
    }
}
