package dk.bykassen.staff;

import dk.bykassen.web.FileDoor;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Customers of an older system come in as a file, from those who may import. */
@Component
class ImportsDoor implements FileDoor {

    private static final String ADDRESS = "/staff/imports";
    /** A little more than the file itself: the form's other field and the seams. */
    private static final long LIMIT = 5200L * 1024;

    private final DeskSessions sessions;

    ImportsDoor(DeskSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public boolean isFor(HttpServletRequest request) {
        return request.getRequestURI().equals(ADDRESS);
    }

    @Override
    public long limit() {
        return LIMIT;
    }

    /** The page says why it takes nothing; the door behind it would have said the same. */
    @Override
    public Optional<String> elsewhere(HttpServletRequest request) {
        return sessions.of(request)
                .map(member -> member.may(Right.IMPORT_PEOPLE) ? Optional.<String>empty() : Optional.of(ADDRESS))
                .orElseGet(() -> Optional.of(DeskPath.append("/staff/sign-in", ADDRESS)));
    }

    @Override
    public SeeOther tooLarge(HttpServletRequest request) {
        return SeeOther.to(ADDRESS).saying("staff.notice.file-too-large");
    }
}
