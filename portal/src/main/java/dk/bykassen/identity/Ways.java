package dk.bykassen.identity;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ways a person signs in. There is always one left. */
@Service
@Transactional
class Ways {

    private final WayStore store;
    private final PersonStore people;
    private final ReunionStore rows;
    private final IdentityProviders providers;
    private final ObjectProvider<SignInOption> options;
    private final Sessions sessions;
    private final Messages messages;
    private final AuditTrail audit;
    private final InstantSource clock;

    Ways(
            WayStore store,
            PersonStore people,
            ReunionStore rows,
            IdentityProviders providers,
            ObjectProvider<SignInOption> options,
            Sessions sessions,
            Messages messages,
            AuditTrail audit,
            InstantSource clock) {
        this.store = store;
        this.people = people;
        this.rows = rows;
        this.providers = providers;
        this.options = options;
        this.sessions = sessions;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    /** Every way the tenant offers, with when {@code person} bound it. */
    List<OwnWay> of(long person) {
        var all = new ArrayList<OwnWay>();
        List<WayStore.Bound> eids = store.of(person);
        for (Provider provider : providers.all()) {
            Optional<WayStore.Bound> bound = eids.stream()
                    .filter(way -> way.issuer().equals(provider.issuer()))
                    .findFirst();
            all.add(new OwnWay(
                    provider.id(),
                    provider.name(),
                    null,
                    bound.map(WayStore.Bound::since).orElse(null),
                    bound.map(WayStore.Bound::lastUsed).orElse(null),
                    null));
        }
        options.orderedStream().filter(SignInOption::offered).forEach(option -> {
            Optional<SignInOption.Bound> bound = option.boundTo(person);
            all.add(new OwnWay(
                    option.way(),
                    "",
                    option.label(),
                    bound.map(SignInOption.Bound::since).orElse(null),
                    bound.map(SignInOption.Bound::lastUsed).orElse(null),
                    option.page()));
        });
        return all;
    }

    /** What came of taking a way away. */
    enum Removal {
        DONE,
        /** Nobody would get in again. */
        LAST_ONE,
        /** It is not bound, or was taken away a moment ago. */
        NOT_THERE
    }

    /** Takes a way from {@code viewer}, who is told by mail and is signed out everywhere else. */
    Removal remove(SignedIn viewer, String way) {
        if (!rows.hold(viewer.personId())) {
            return Removal.NOT_THERE;
        }
        Person person = people.find(viewer.personId()).orElseThrow();
        List<OwnWay> bound = of(person.id()).stream().filter(OwnWay::isBound).toList();
        Optional<OwnWay> found =
                bound.stream().filter(own -> own.id().equals(way)).findFirst();
        if (found.isEmpty()) {
            return Removal.NOT_THERE;
        }
        if (bound.size() == 1) {
            return Removal.LAST_ONE;
        }
        providers.find(way).ifPresent(provider -> store.remove(person.id(), provider.issuer()));
        options.stream().filter(option -> option.way().equals(way)).forEach(option -> option.remove(person.id()));
        sessions.endOthers(viewer);
        audit.write(Deed.by(Actor.citizen(viewer.publicId()), "identity.way.removed")
                .to(viewer.publicId())
                .with("way", way));
        tell(person, found.get().name(), Notice.WaysChanged.What.REMOVED);
        return Removal.DONE;
    }

    /** Tells {@code person} by mail; whoever did not do it themselves then knows. */
    void tell(Person person, String way, Notice.WaysChanged.What what) {
        var notice = new Notice.WaysChanged(what, way, clock.instant(), "/profile/ways");
        messages.send(
                notice,
                new Recipient.EmailOf(person.id()),
                person.language(),
                "way:" + person.publicId() + ":" + what + ":" + clock.instant());
    }
}
