package dk.bykassen.identity;

import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a round trip to an eID bind instead of signing in. A ticket is given for a form of the person's own page and is good
 * in their session alone, so that no link from elsewhere can bind somebody's eID to whoever follows it.
 */
@Component
class BindTickets {

    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Keyring keyring;
    private final JsonMapper json;

    BindTickets(Keyring keyring, JsonMapper json) {
        this.keyring = keyring;
        this.json = json;
    }

    private record Ticket(long session, String provider, long since) {}

    /** Where the round trip begins. */
    String start(SignedIn person, String provider) {
        var ticket = new Ticket(person.sessionId(), provider, Instant.now().getEpochSecond());
        return "/sign-in/" + provider + "?bind=" + keyring.handOut(purpose(), json.writeValueAsString(ticket));
    }

    boolean isGood(String text, SignedIn person, String provider) {
        return open(text)
                .filter(ticket -> ticket.session() == person.sessionId()
                        && ticket.provider().equals(provider)
                        && Instant.ofEpochSecond(ticket.since()).plus(LIFE).isAfter(Instant.now()))
                .isPresent();
    }

    private Optional<Ticket> open(String text) {
        try {
            return keyring.takeBack(purpose(), text).map(ticket -> json.readValue(ticket, Ticket.class));
        } catch (JacksonException ofAnotherShape) {
            return Optional.empty();
        }
    }

    private static String purpose() {
        return "bind:" + Tenants.current().id();
    }
}
