package dk.bykassen.identity;

import jakarta.servlet.http.HttpServletRequest;

/** Which addresses are for devices and gateways: they show keys of their own, and cookies mean nothing there. */
final class Doors {

    private Doors() {}

    static boolean areForSystems(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/") || path.startsWith("/hooks/");
    }
}
