package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.kernel.Uuid7;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address there is, tried with what belongs to Karen by those it does not belong to: somebody signed in at another
 * town, a till of another town, somebody else of her own town, a stranger. An address that is added later and holds an id
 * of a kind not known here fails, so that somebody thinks of it.
 */
class WallsTest extends WalledTown {

    /** Answers as to a second click, whether the card is gone or was never hers; what counts is that nothing is removed. */
    private static final String REMOVAL = "/payment-methods/{id}/remove";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void sheFindsItHerself() {
        Visitor hers = signedIn(town, karen);
        for (Route route : routes()) {
            if (route.namesSomething() && !route.isForDevices() && route.method() == RequestMethod.GET) {
                assertThat(visit(hers, route, "").status()).as(route.toString()).isIn(200, 303);
            }
        }
    }

    @Test
    void nothingOfATownIsFoundAtAnother() {
        Visitor anna = signedIn(neighbours, somebody(neighbours, "Anna"));
        String csrf = anna.get("/terms").csrf();
        for (Route route : routes()) {
            if (route.namesSomething() && !route.isForDevices()) {
                refuses(anna, route, csrf);
            } else if (route.method() == RequestMethod.GET && !route.pattern().contains("{")) {
                assertThat(visit(anna, route, csrf).body())
                        .as(route.toString())
                        .doesNotContain("Emil", CHIP, town.name() + " ");
            }
        }
    }

    @Test
    void noTillReachesIntoAnotherTown() {
        for (Route route : routes()) {
            if (route.namesSomething() && route.isForDevices()) {
                String body = "{\"id\":\"" + Uuid7.next() + "\",\"amount\":100}";
                String address = address(route);
                assertThat(ask(neighbours, neighboursKey, route.method().name(), address, body))
                        .as(route.toString())
                        .startsWith("404 ");
                assertThat(ask(town, neighboursKey, route.method().name(), address, body))
                        .as(route + " at the other town's host")
                        .startsWith("401 ");
            }
        }
    }

    @Test
    void nothingOfAPersonsIsFoundByAnotherOfHerTown() {
        Visitor jens = signedIn(town, somebody(town, "Jens"));
        String csrf = jens.get("/terms").csrf();
        for (Route route : routes()) {
            if (route.namesSomething() && !route.open()) {
                refuses(jens, route, csrf);
            }
        }
        assertThat(jens.get("/payments/" + payment).status()).isEqualTo(404);
        assertThat(jens.get("/payment-methods").body())
                .doesNotContain(newestCard().lastFour());
    }

    @Test
    void strangersAreSentToTheSignInPage() {
        for (Route route : routes()) {
            if (!route.open()) {
                Visitor.Answer answer = visit(new Visitor(port, host(town)), route, "");
                assertThat(answer.status()).as(route.toString()).isEqualTo(303);
                assertThat(answer.location()).as(route.toString()).startsWith("/sign-in");
            }
        }
    }

    @Test
    void aSessionMeansNothingAtAnotherTown() {
        Visitor karens = signedIn(town, karen);
        assertThat(karens.get("/accounts").status()).isEqualTo(200);
        Visitor elsewhere = new Visitor(port, host(neighbours));
        elsewhere.cookies().putAll(karens.cookies());
        assertThat(elsewhere.get("/accounts").location()).startsWith("/sign-in");
    }

    private void refuses(Visitor visitor, Route route, String csrf) {
        boolean isRemoval = route.pattern().equals(REMOVAL) && route.method() == RequestMethod.POST;
        UUID card = newestCard().publicId();
        assertThat(visit(visitor, route, csrf).status()).as(route.toString()).isEqualTo(isRemoval ? 303 : 404);
        assertThat(newestCard().publicId()).isEqualTo(card);
    }

    private List<Route> routes() {
        List<Route> all = Route.all(mappings);
        assertThat(all).hasSizeGreaterThan(25);
        return all;
    }
}
