package dk.bykassen.staff;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everybody who ever signed in at the desk. */
@Service
@Transactional
class Members {

    private final MemberStore store;
    private final DeskSessionStore sessions;
    private final AuditTrail audit;

    Members(MemberStore store, DeskSessionStore sessions, AuditTrail audit) {
        this.store = store;
        this.sessions = sessions;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public MemberPage page(int page) {
        List<Member> found = store.page(page, Instant.now());
        boolean more = found.size() > MemberStore.PAGE;
        return new MemberPage(more ? found.subList(0, MemberStore.PAGE) : found, more);
    }

    /** The names of those with that role, the latest to sign in first: whom to ask. */
    @Transactional(readOnly = true)
    public List<String> named(Role role, int most) {
        return store.named(role, most);
    }

    /** Signs a member out everywhere; false when there is no such member. */
    public boolean endSessions(StaffMember by, UUID publicId) {
        Instant now = Instant.now();
        Optional<Member> found = store.byPublicId(publicId, now);
        found.ifPresent(member -> {
            int ended = sessions.endAll(member.id(), now);
            audit.write(Deed.by(by.actor(), "staff.sessions-ended")
                    .on(member.publicId())
                    .with("sessions", ended));
        });
        return found.isPresent();
    }
}
