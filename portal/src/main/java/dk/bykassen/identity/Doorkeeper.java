package dk.bykassen.identity;

import dk.bykassen.web.Open;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Sends strangers to the sign-in page, from every page that is not marked {@link Open}: a forgotten mark closes a page; and
 * those who are signed in to the {@link Gate} they have not passed. It stands behind the routing, so an address that leads
 * nowhere is 404 for everybody. A {@link Realm} keeps its own door.
 */
@Component
class Doorkeeper implements HandlerInterceptor {

    private final Sessions sessions;
    private final Realms realms;
    private final Gates gates;
    private final Drafts drafts;

    Doorkeeper(Sessions sessions, Realms realms, Gates gates, Drafts drafts) {
        this.sessions = sessions;
        this.realms = realms;
        this.gates = gates;
        this.drafts = drafts;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (has(Open.class, handler) || Doors.areForSystems(request) || realms.govern(request)) {
            return true;
        }
        Optional<SignedIn> person = sessions.signedIn(request);
        if (person.isEmpty()) {
            String draft = drafts.keepLate(request).orElse(null);
            return draft == null
                    ? send(response, ReturnPath.append("/sign-in", ReturnPath.back(request)))
                    : send(response, ReturnPath.append("/sign-in?why=" + Refusal.ENDED.code(), draft));
        }
        Optional<String> gate = has(Ungated.class, handler) ? Optional.empty() : gates.stop(person.get(), request);
        if (gate.isPresent()) {
            return send(response, ReturnPath.append(gate.get(), ReturnPath.back(request)));
        }
        if (request.getMethod().equals("POST")) {
            drafts.sent(person.get(), request.getParameter(Drafts.FIELD));
        }
        return true;
    }

    /** @return false, for the page itself is not shown */
    private static boolean send(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
        return false;
    }

    private static boolean has(Class<? extends Annotation> mark, Object handler) {
        return handler instanceof HandlerMethod method
                && (AnnotatedElementUtils.hasAnnotation(method.getMethod(), mark)
                        || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), mark));
    }
}
