package dk.bykassen.picture;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.web.FileDoor;
import dk.bykassen.web.SeeOther;
import dk.bykassen.web.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Pictures come in at their account's page, from those who decide over it. */
@Component
class PictureDoor implements FileDoor {

    /** Of the file alone. */
    static final long LARGEST = 12L * 1024 * 1024;

    /** What a form with one file adds to it. */
    private static final long SEAMS = 64L * 1024;

    private static final Pattern ADDRESS =
            Pattern.compile("/accounts/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/picture");

    private final Viewer viewer;
    private final Accounts accounts;

    PictureDoor(Viewer viewer, Accounts accounts) {
        this.viewer = viewer;
        this.accounts = accounts;
    }

    @Override
    public boolean isFor(HttpServletRequest request) {
        return ADDRESS.matcher(request.getRequestURI()).matches();
    }

    @Override
    public long limit() {
        return LARGEST + SEAMS;
    }

    /** Whoever may not send a picture is led to the page, which says so or is not there for them. */
    @Override
    public Optional<String> elsewhere(HttpServletRequest request) {
        Matcher address = ADDRESS.matcher(request.getRequestURI());
        if (!address.matches()) {
            return Optional.of("/");
        }
        UUID account = UUID.fromString(address.group(1));
        String page = request.getRequestURI();
        return viewer.of(request)
                .map(person -> decides(person, account) ? Optional.<String>empty() : Optional.of(page))
                .orElseGet(() -> Optional.of("/sign-in?to=" + page));
    }

    @Override
    public SeeOther tooLarge(HttpServletRequest request) {
        return SeeOther.to(request.getRequestURI()).saying("picture.notice.too-large");
    }

    private boolean decides(Viewer.Person person, UUID id) {
        return accounts.of(person.id()).stream()
                .filter(account -> account.publicId().equals(id))
                .anyMatch((MyAccount account) -> accounts.mayDecide(account));
    }
}
