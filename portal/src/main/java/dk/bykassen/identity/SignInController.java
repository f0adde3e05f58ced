package dk.bykassen.identity;

import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Open;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where sign-ins begin and end. {@code /sign-in/{provider}} and its callback are Spring Security's part of it. */
@Controller
@Open
@OwnEyes
class SignInController {

    private final SignInPage page;
    private final Sessions sessions;
    private final Farewells farewells;

    SignInController(SignInPage page, Sessions sessions, Farewells farewells) {
        this.page = page;
        this.sessions = sessions;
        this.farewells = farewells;
    }

    @GetMapping("/sign-in")
    Answer page(
            @RequestParam(name = "why", required = false) @Nullable String why,
            @RequestParam(name = "to", required = false) @Nullable String to,
            @RequestParam(name = "fresh", required = false) @Nullable String fresh,
            HttpServletRequest request,
            @Nullable SignedIn person) {
        if (person != null) {
            if (fresh == null || Freshness.isFresh(person)) {
                return SeeOther.to(ReturnPath.orHome(to));
            }
            sessions.prove(request, person);
        }
        return page.show(request, Refusal.coded(why).orElse(null), ReturnPath.orHome(to), Form.empty());
    }

    /** No provider's, or back in the browser's history at a round trip that was to bind and whose ticket is used up. */
    @GetMapping("/sign-in/{way}")
    Answer nowhere(@RequestParam(name = "bind", required = false) @Nullable String bind) {
        if (bind == null) {
            throw Problem.notFound();
        }
        return SeeOther.to(WaysController.LIST);
    }

    @GetMapping("/signed-out")
    Answer signedOut(HttpServletRequest request, @Nullable SignedIn person) {
        return person == null ? page.show(request, Refusal.SIGNED_OUT, "/", Form.empty()) : SeeOther.to("/");
    }

    /** Ends the session here and, where the broker keeps one of its own, there. */
    @PostMapping("/sign-out")
    Answer signOut(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return sessions.end(request, response)
                .flatMap(ended -> farewells.at(ended.way(), ended.idToken(), request, "/signed-out"))
                .map(SeeOther::to)
                .orElse(SeeOther.to("/signed-out"));
    }
}
