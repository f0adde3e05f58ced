package dk.bykassen.card;

import dk.bykassen.web.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * An address of the portal's, as it is written in the code.
 *
 * @param open whether strangers may call it
 */
record Route(RequestMethod method, String pattern, boolean open) {

    /** Names of what is the same for everybody: a gateway, and files known by their content. */
    private static final Set<String> NOBODYS = Set.of(
            // Known by nothing but the link itself.
            "/new-password/{token}",
            "/pay/{token}",
            "/hooks/{provider}",
            "/assets/{hash}/{name}",
            "/help/{topic}",
            "/sign-in/{way}",
            "/profile/ways/{way}/add",
            "/profile/ways/{way}/remove");

    /** All there are but the desk's. */
    static List<Route> all(RequestMappingHandlerMapping mappings) {
        List<Route> all = new ArrayList<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> known :
                mappings.getHandlerMethods().entrySet()) {
            HandlerMethod handler = known.getValue();
            boolean open = AnnotatedElementUtils.hasAnnotation(handler.getMethod(), Open.class)
                    || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), Open.class);
            for (String pattern : known.getKey().getPatternValues()) {
                // The desk has a door and a walk of its own.
                if (pattern.equals("/staff") || pattern.startsWith("/staff/")) {
                    continue;
                }
                for (RequestMethod method : known.getKey().getMethodsCondition().getMethods()) {
                    all.add(new Route(method, pattern, open));
                }
            }
        }
        return all;
    }

    boolean isForDevices() {
        return pattern.startsWith("/api/");
    }

    boolean namesSomething() {
        return pattern.contains("{") && !NOBODYS.contains(pattern);
    }
}
