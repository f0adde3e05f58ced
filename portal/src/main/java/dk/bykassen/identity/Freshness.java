package dk.bykassen.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Asks people to sign in once more before a page marked {@link Fresh}. In real time, like sessions. */
@Component
class Freshness implements HandlerInterceptor {

    static final Duration LASTS = Duration.ofMinutes(10);

    private final Sessions sessions;
    private final Drafts drafts;

    Freshness(Sessions sessions, Drafts drafts) {
        this.sessions = sessions;
        this.drafts = drafts;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Optional<SignedIn> person = sessions.signedIn(request);
        if (!isWanted(handler) || person.isEmpty() || isFresh(person.get())) {
            return true;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        String draft = drafts.keep(request, person.get().personId()).orElse(null);
        response.setHeader(
                "Location", ReturnPath.append("/sign-in?fresh", draft == null ? ReturnPath.back(request) : draft));
        return false;
    }

    static boolean isFresh(SignedIn person) {
        return isFresh(person.signedInAt());
    }

    static boolean isFresh(Instant proved) {
        return proved.isAfter(Instant.now().minus(LASTS));
    }

    private static boolean isWanted(Object handler) {
        return handler instanceof HandlerMethod method
                && (AnnotatedElementUtils.hasAnnotation(method.getMethod(), Fresh.class)
                        || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Fresh.class));
    }
}
