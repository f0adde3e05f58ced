package dk.bykassen.link;

import dk.bykassen.card.AwaitedAccounts;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.tenant.Tenants;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What somebody asked for, on <i>Mine Konti</i>: <i>Afventer godkendelse</i>. */
@Component
class AskedAccounts implements AwaitedAccounts {

    private final RequestStore requests;
    private final InstantSource clock;

    AskedAccounts(RequestStore requests, InstantSource clock) {
        this.requests = requests;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Awaited> of(SignedIn viewer) {
        return requests.openOf(viewer.personId(), clock.instant()).stream()
                .map(request -> new Awaited(
                        request.shown(),
                        day(request.askedAt()),
                        day(request.expiresAt()),
                        LinksController.PAGE + "/" + request.publicId()))
                .toList();
    }

    @Override
    public String askingPage() {
        return LinksController.PAGE + "/new";
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, Tenants.current().zone());
    }
}
