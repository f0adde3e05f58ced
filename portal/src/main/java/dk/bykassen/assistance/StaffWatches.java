package dk.bykassen.assistance;

import dk.bykassen.assistance.Leave.State;
import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.identity.Watch;
import dk.bykassen.identity.Watches;
import dk.bykassen.staff.Colleagues;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says at every page whether the leave still holds, and writes the page down. */
@Component
class StaffWatches implements Watches {

    private final Leaves leaves;
    private final Colleagues colleagues;
    private final AuditTrail audit;

    StaffWatches(Leaves leaves, Colleagues colleagues, AuditTrail audit) {
        this.leaves = leaves;
        this.colleagues = colleagues;
        this.audit = audit;
    }

    @Override
    public String over() {
        return AssistController.PAGE;
    }

    /** Only in the browser whose member of staff typed the code: the cookie alone opens nothing. */
    @Override
    public Optional<Watch> find(long id, HttpServletRequest request) {
        return leaves.find(id)
                .filter(leave -> leave.is(State.OPEN))
                .filter(leave -> leave.member() != null && isAtDesk(request, leave.member()))
                .map(Leave::watch);
    }

    @Override
    @Transactional
    public void seen(Watch watch, SignedIn citizen, String page) {
        audit.write(Deed.by(Actor.staff(watch.member(), watch.name(), watch.roles()), "assistance.page.seen")
                .to(citizen.publicId())
                .on(watch.publicId())
                .with("page", page));
    }

    private boolean isAtDesk(HttpServletRequest request, Leave.Member member) {
        return colleagues
                .at(request)
                .filter(known -> known.sessionId() == member.deskSession())
                .isPresent();
    }
}
