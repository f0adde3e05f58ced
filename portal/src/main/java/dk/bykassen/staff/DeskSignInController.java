package dk.bykassen.staff;

import dk.bykassen.identity.Farewells;
import dk.bykassen.identity.IdentityProviders;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Open;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where members of staff come in and go out. */
@Controller
@Open
class DeskSignInController {

    static final String INTERRUPTED = "interrupted";
    private static final String SIGNED_OUT = "signed-out";
    /** What has words of its own; whatever else happened is a failure. */
    private static final Set<String> WORDED = Set.of("aborted", INTERRUPTED, "failed", "level", SIGNED_OUT);

    private final IdentityProviders providers;
    private final DeskSessions sessions;
    private final Farewells farewells;

    DeskSignInController(IdentityProviders providers, DeskSessions sessions, Farewells farewells) {
        this.providers = providers;
        this.sessions = sessions;
        this.farewells = farewells;
    }

    @GetMapping("/staff/sign-in")
    Answer page(
            @RequestParam(name = "why", required = false) @Nullable String why,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @Nullable StaffMember member) {
        String path = DeskPath.orHome(to);
        return member == null ? page(why, path) : SeeOther.to(path);
    }

    @GetMapping("/staff/signed-out")
    Answer signedOut(@Nullable StaffMember member) {
        return member == null ? page(SIGNED_OUT, DeskPath.HOME) : SeeOther.to(DeskPath.HOME);
    }

    /** Ends the session here and, where the directory keeps one of its own, there. */
    @PostMapping("/staff/sign-out")
    Answer signOut(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Clear-Site-Data", "\"cache\"");
        return sessions.end(request, response)
                .flatMap(ended -> farewells.at(ended.provider(), ended.idToken(), request, "/staff/signed-out"))
                .map(SeeOther::to)
                .orElse(SeeOther.to("/staff/signed-out"));
    }

    private Page page(@Nullable String why, String to) {
        String code = why == null || WORDED.contains(why) ? why : "failed";
        return Page.of("staff/sign-in").with("ways", providers.forStaff(to)).with("why", code);
    }
}
