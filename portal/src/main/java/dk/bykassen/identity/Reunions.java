package dk.bykassen.identity;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes two persons one when somebody proved, in one go, to be both. All of it happens, or nothing does. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
class Reunions {

    private final ObjectProvider<Reunion> modules;
    private final ReunionStore store;
    private final WayStore ways;
    private final DraftStore drafts;
    private final SessionStore sessions;
    private final Messages messages;
    private final AuditTrail audit;
    private final InstantSource clock;

    Reunions(
            ObjectProvider<Reunion> modules,
            ReunionStore store,
            WayStore ways,
            DraftStore drafts,
            SessionStore sessions,
            Messages messages,
            AuditTrail audit,
            InstantSource clock) {
        this.modules = modules;
        this.store = store;
        this.ways = ways;
        this.drafts = drafts;
        this.sessions = sessions;
        this.messages = messages;
        this.audit = audit;
        this.clock = clock;
    }

    /** What was {@code from}'s is {@code to}'s afterwards, and nobody signs in as {@code from} again. Twice is once. */
    void unite(Person from, Person to) {
        if (!store.hold(from.id(), to.id())) {
            return;
        }
        // Told before it moves: whoever has only that address reads of it there.
        var notice = new Notice.WaysChanged(Notice.WaysChanged.What.GATHERED, "", clock.instant(), "/profile/ways");
        String key = "reunion:" + from.publicId();
        messages.send(notice, new Recipient.EmailOf(from.id()), from.language(), key + ":from");
        messages.send(notice, new Recipient.EmailOf(to.id()), to.language(), key + ":to");

        modules.orderedStream().forEach(module -> module.move(from.id(), to.id()));
        ways.move(from.id(), to.id());
        drafts.move(from.id(), to.id());
        store.handOver(from.id(), to.id(), clock.instant());
        sessions.endAll(from.id(), null, Instant.now());
        audit.write(Deed.by(Actor.citizen(to.publicId()), "identity.person.united")
                .to(to.publicId())
                .with("from", from.publicId()));
        audit.write(Deed.by(Actor.citizen(to.publicId()), "identity.person.united")
                .to(from.publicId())
                .with("with", to.publicId()));
    }
}
