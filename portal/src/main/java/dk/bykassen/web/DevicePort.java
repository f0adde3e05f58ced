package dk.bykassen.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A port of their own for tills, cameras and wardens' devices, so that a town can open it to its devices' network and to
 * nobody else. Only {@code /api/} answers there; everything that answers there answers on the portal's port too.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class DevicePort extends OncePerRequestFilter implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final @Nullable Integer port;
    private final String address;
    private final ErrorPages errors;
    private volatile @Nullable Connector connector;

    /** @param port 0 for any free one; null for no door */
    DevicePort(
            @Value("${bykassen.device-port:#{null}}") @Nullable Integer port,
            @Value("${server.address}") String address,
            ErrorPages errors) {
        this.port = port;
        this.address = address;
        this.errors = errors;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        if (port == null) {
            return;
        }
        var door = new Connector("HTTP/1.1");
        door.setPort(port);
        door.setProperty("address", address);
        door.setProperty("connectionTimeout", "20000");
        // A till keeps its connection through the lunch hour.
        door.setProperty("keepAliveTimeout", "300000");
        door.setProperty("maxKeepAliveRequests", "-1");
        door.setMaxPostSize(256 * 1024);
        ((AbstractProtocol<?>) door.getProtocolHandler()).setExecutor(new VirtualThreadExecutor("device-"));
        server.addAdditionalConnectors(door);
        connector = door;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Connector door = connector;
        if (door != null
                && request.getLocalPort() == door.getLocalPort()
                && !request.getRequestURI().startsWith("/api/")) {
            errors.write(request, response, 404, "not-found");
        } else {
            chain.doFilter(request, response);
        }
    }
}
