package dk.bykassen.staff;

import dk.bykassen.web.Open;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * The one place where rights are checked. A stranger, and a citizen is one here, goes to the staff's sign-in page; a member
 * without the right is told so. It stands behind the routing, so an address that leads nowhere is 404 for everybody.
 */
@Component
class DeskDoor implements HandlerInterceptor {

    private final DeskSessions sessions;

    DeskDoor(DeskSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Needs needs = handler instanceof HandlerMethod method ? method.getMethodAnnotation(Needs.class) : null;
        // By mark as well as by address: a page of the desk that strays from its place stays closed.
        if (needs == null && (!DeskRealm.isDesk(request) || isOpen(handler))) {
            return true;
        }
        StaffMember member = sessions.of(request).orElse(null);
        if (member == null) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", DeskPath.append("/staff/sign-in", DeskPath.back(request)));
            return false;
        }
        if (needs == null || !member.may(needs.value())) {
            throw new RightMissing(needs == null ? null : needs.value());
        }
        return true;
    }

    private static boolean isOpen(Object handler) {
        return handler instanceof HandlerMethod method
                && (AnnotatedElementUtils.hasAnnotation(method.getMethod(), Open.class)
                        || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Open.class));
    }
}
