package dk.bykassen.identity;

import dk.bykassen.web.ErrorPages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.annotation.Annotation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Keeps a member of staff who sees a citizen's pages out of those that are for the citizen's {@link OwnEyes}, and writes down
 * every page they see before they see it.
 */
@Component
class WatchDoor implements HandlerInterceptor {

    private final Sessions sessions;
    private final Realms realms;
    private final ObjectProvider<Watches> watches;
    private final ErrorPages errors;

    WatchDoor(Sessions sessions, Realms realms, ObjectProvider<Watches> watches, ErrorPages errors) {
        this.sessions = sessions;
        this.realms = realms;
        this.watches = watches;
        this.errors = errors;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method) || !realms.isCitizensPage(request)) {
            return true;
        }
        SignedIn citizen = sessions.signedIn(request).orElse(null);
        if (citizen == null || citizen.watch() == null) {
            return true;
        }
        if (isClosed(method)) {
            errors.refuse(request, response, WatchGuard.refusal("own-eyes"));
            return false;
        }
        if (!request.getMethod().equals("POST")) {
            Object page = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            watches.getObject().seen(citizen.watch(), citizen, String.valueOf(page));
        }
        return true;
    }

    /** Whether a watch may not see what the method answers with. */
    static boolean isClosed(HandlerMethod method) {
        return isMarked(method, OwnEyes.class) || isMarked(method, Fresh.class);
    }

    private static boolean isMarked(HandlerMethod method, Class<? extends Annotation> mark) {
        return AnnotatedElementUtils.hasAnnotation(method.getMethod(), mark)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), mark);
    }
}
