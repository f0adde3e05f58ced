package dk.bykassen.staff;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.StaffArrivals;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Receives those who come back from the tenant's directory. What it says of their roles is read anew each time. */
@Component
class DeskSignIns implements StaffArrivals {

    /** The claim of the directory's; Keycloak and Entra ID both can be told to write it. */
    private static final String ROLES = "roles";

    private static final int MOST_ROLES = 200;

    private final DeskSessions sessions;
    private final MemberStore members;
    private final RoleMappings mappings;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    DeskSignIns(
            DeskSessions sessions,
            MemberStore members,
            RoleMappings mappings,
            AuditTrail audit,
            TransactionTemplate transactions) {
        this.sessions = sessions;
        this.members = members;
        this.mappings = mappings;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public String arrived(HttpServletRequest request, HttpServletResponse response, Vouched vouched, String to) {
        long member = transactions.execute(status -> {
            mappings.plant();
            List<String> claims = roles(vouched.claims());
            String name = name(vouched.claims());
            MemberStore.Seen seen = members.seen(
                    vouched.issuer(),
                    vouched.subject(),
                    name,
                    text(vouched.claims(), "email")
                            .filter(email -> email.length() <= 254)
                            .orElse(null),
                    claims,
                    Instant.now());
            audit.write(Deed.by(Actor.staff(seen.publicId(), name, seen.roles()), "staff.signed-in")
                    .on(seen.publicId())
                    .with("told", claims));
            return seen.id();
        });
        sessions.open(request, response, member, vouched.provider(), vouched.idToken());
        return DeskPath.orHome(to);
    }

    @Override
    public String refused(HttpServletRequest request, String why, String to) {
        if (why.equals(DeskSignInController.INTERRUPTED) && sessions.of(request).isPresent()) {
            // Back in the browser's history after a sign-in that went well: nothing is wrong.
            return DeskPath.HOME;
        }
        return DeskPath.append("/staff/sign-in?why=" + why, to);
    }

    private static List<String> roles(Map<String, Object> claims) {
        Object told = claims.get(ROLES);
        Collection<?> all = told instanceof Collection<?> several ? several : told == null ? List.of() : List.of(told);
        return all.stream()
                .filter(String.class::isInstance)
                .map(role -> ((String) role).strip())
                .filter(role -> !role.isEmpty() && role.length() <= 200)
                .distinct()
                .limit(MOST_ROLES)
                .toList();
    }

    /** Citizens read it in the audit trail: a name, else the user name, else a plain word for nobody in particular. */
    private static String name(Map<String, Object> claims) {
        String name = text(claims, "name")
                .or(() -> text(claims, "preferred_username"))
                .or(() -> text(claims, "email"))
                .orElse("—");
        return name.length() > 200 ? name.substring(0, 200) : name;
    }

    private static Optional<String> text(Map<String, @Nullable Object> claims, String name) {
        return Optional.ofNullable(claims.get(name))
                .filter(String.class::isInstance)
                .map(value -> ((String) value).replaceAll("\\p{Cntrl}", "").strip())
                .filter(value -> !value.isEmpty());
    }
}
