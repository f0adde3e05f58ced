package dk.bykassen.identity;

import dk.bykassen.web.Open;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Sends strangers to the sign-in page, from every page that is not marked {@link Open}: a forgotten mark closes a page. It
 * stands behind the routing, so an address that leads nowhere is 404 for everybody. A {@link Realm} keeps its own door.
 */
@Component
class Doorkeeper implements HandlerInterceptor {

    private final Sessions sessions;
    private final Realms realms;

    Doorkeeper(Sessions sessions, Realms realms) {
        this.sessions = sessions;
        this.realms = realms;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (isOpen(handler)
                || Doors.areForSystems(request)
                || realms.govern(request)
                || sessions.signedIn(request).isPresent()) {
            return true;
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", ReturnPath.append("/sign-in", ReturnPath.back(request)));
        return false;
    }

    private static boolean isOpen(Object handler) {
        return handler instanceof HandlerMethod method
                && (AnnotatedElementUtils.hasAnnotation(method.getMethod(), Open.class)
                        || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Open.class));
    }
}
