package dk.bykassen.identity;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.kernel.BearerToken;
import dk.bykassen.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** A way in for tests that are not about signing in: a real session, without the dance before it. */
@Component
public class Doorway {

    private final SessionStore sessions;
    private final DraftStore drafts;
    private final TransactionTemplate transactions;

    Doorway(SessionStore sessions, DraftStore drafts, TransactionTemplate transactions) {
        this.sessions = sessions;
        this.drafts = drafts;
        this.transactions = transactions;
    }

    /** {@code visitor} is signed in as {@code person} from now on. */
    public void signIn(Tenant tenant, Person person, Visitor visitor) {
        BearerToken token = BearerToken.next();
        TestTown.in(
                tenant,
                () -> transactions.execute(status -> {
                    Instant now = Instant.now();
                    sessions.open(token, person.id(), "mitid", null, Device.UNKNOWN, now, now);
                    return true;
                }));
        visitor.cookies().put(Sessions.COOKIE, token.text());
    }

    /** A form of {@code person} that was sent too late. */
    public UUID draftOf(Tenant tenant, Person person) {
        var form = new Draft("/closed-room", null, Map.of("greeting", List.of("Hej")));
        Instant now = Instant.now();
        return TestTown.in(
                tenant,
                () -> transactions.execute(
                        status -> drafts.add(person.id(), form, now, now.plus(Duration.ofHours(1)))));
    }
}
