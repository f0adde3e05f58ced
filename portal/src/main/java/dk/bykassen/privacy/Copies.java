package dk.bykassen.privacy;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Copies of people's data as their owners handle them: ask, look how far it has come, fetch. */
@Service
@Transactional
class Copies {

    /** How long an archive can be fetched. */
    static final Duration LASTS = Duration.ofDays(7);

    /** Copies asked for within a day. */
    static final int A_DAY = 3;

    private static final int SHOWN = 5;
    static final String SEALED = "privacy-export";

    private final CopyStore store;
    private final Keyring keyring;
    private final AuditTrail audit;
    private final Jobs jobs;
    private final InstantSource clock;

    Copies(CopyStore store, Keyring keyring, AuditTrail audit, Jobs jobs, InstantSource clock) {
        this.store = store;
        this.keyring = keyring;
        this.audit = audit;
        this.jobs = jobs;
        this.clock = clock;
    }

    enum Asked {
        BEGUN,
        /** One is being made already, which will do. */
        UNDER_WAY,
        /** Three within a day are enough. */
        ENOUGH
    }

    /** An archive as it was before it was sealed. */
    record Opened(String file, byte[] content) {}

    @Transactional(readOnly = true)
    List<Copy> of(long person) {
        return store.of(person, SHOWN);
    }

    Asked ask(SignedIn person, Locale language) {
        List<Copy> newest = store.of(person.personId(), 1);
        if (!newest.isEmpty() && newest.getFirst().isUnderWay()) {
            return Asked.UNDER_WAY;
        }
        Instant now = clock.instant();
        if (store.countSince(person.personId(), now.minus(Duration.ofDays(1))) >= A_DAY) {
            return Asked.ENOUGH;
        }
        Optional<UUID> added = store.add(person.personId(), language, now);
        added.ifPresent(copy -> {
            jobs.enqueue(CopyJobs.MAKE, copy);
            note(person, "privacy.copy.asked", copy);
        });
        return added.isPresent() ? Asked.BEGUN : Asked.UNDER_WAY;
    }

    /** The archive, if it is that person's and still there. */
    Optional<Opened> open(SignedIn person, UUID copy) {
        Instant now = clock.instant();
        return store.find(copy)
                .filter(found -> found.personId() == person.personId())
                .filter(found -> found.expiresAt() != null && found.expiresAt().isAfter(now))
                .flatMap(found -> store.sealed(found.id())
                        .map(kept -> new Opened(ArchiveWriter.fileName(found), keyring.open(SEALED, kept))))
                .map(opened -> {
                    note(person, "privacy.copy.fetched", copy);
                    return opened;
                });
    }

    /** @return whether it was still being made */
    boolean finish(Copy copy, byte[] archive) {
        Instant now = clock.instant();
        Instant expires = now.plus(LASTS);
        boolean finished = store.finish(copy.id(), keyring.seal(SEALED, archive), archive.length, now, expires);
        if (finished) {
            jobs.enqueue(CopyJobs.FORGET, copy.publicId(), expires);
        }
        return finished;
    }

    private void note(SignedIn person, String action, UUID copy) {
        audit.write(Deed.by(Actor.citizen(person.publicId()), action).on(copy).to(person.publicId()));
    }
}
