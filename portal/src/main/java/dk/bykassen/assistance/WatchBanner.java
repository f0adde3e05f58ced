package dk.bykassen.assistance;

import dk.bykassen.assistance.Leave.State;
import dk.bykassen.identity.Sessions;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.identity.Watch;
import dk.bykassen.web.Watched;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells both sides on every page; the end it tells the citizen once. */
@Component
class WatchBanner implements Watched {

    private final Leaves leaves;
    private final Sessions sessions;

    WatchBanner(Leaves leaves, Sessions sessions) {
        this.leaves = leaves;
        this.sessions = sessions;
    }

    @Override
    public Optional<Banner> of(HttpServletRequest request) {
        return sessions.signedIn(request).flatMap(person -> {
            Watch watch = person.watch();
            return watch == null
                    ? leaves.of(person).flatMap(leave -> forCitizen(leave, person, request))
                    : Optional.of(new Banner(Side.LOOKS, person.name(), List.of(), watch.until()));
        });
    }

    private Optional<Banner> forCitizen(Leave leave, SignedIn citizen, HttpServletRequest request) {
        boolean isTheirPage = request.getServletPath().startsWith(ShowController.PAGE);
        Leave.Member member = leave.member();
        if (leave.is(State.ENDED) && !isTheirPage) {
            sessions.shows(citizen.sessionId(), null);
        }
        if (member == null) {
            return Optional.empty();
        }
        List<String> roles =
                member.roles().stream().map(role -> "staff.role." + role).toList();
        return switch (leave.state()) {
            case SHOWN -> Optional.empty();
            case ASKED ->
                isTheirPage ? Optional.empty() : Optional.of(new Banner(Side.IS_ASKED, member.name(), roles, null));
            case OPEN -> Optional.of(new Banner(Side.IS_SEEN, member.name(), roles, leave.until()));
            case ENDED ->
                isTheirPage || !leave.wasOpen()
                        ? Optional.empty()
                        : Optional.of(new Banner(Side.WAS_SEEN, member.name(), roles, null));
        };
    }
}
