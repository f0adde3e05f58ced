package dk.bykassen.device;

import dk.bykassen.web.Open;
import dk.bykassen.web.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The device API on the portal's own port: each route is a mapping like any controller's. */
@Component
class PortalDoor implements SmartInitializingSingleton {

    private final RequestMappingHandlerMapping mappings;
    private final List<DeviceApi> apis;
    private final Answers answers;

    PortalDoor(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            List<DeviceApi> apis,
            Answers answers) {
        this.mappings = mappings;
        this.apis = apis;
        this.answers = answers;
    }

    @Override
    public void afterSingletonsInstantiated() {
        Method serve = ReflectionUtils.findMethod(
                Endpoint.class, "serve", HttpServletRequest.class, HttpServletResponse.class);
        if (serve == null) {
            throw new IllegalStateException("an endpoint cannot serve");
        }
        apis.stream().flatMap(api -> api.routes().stream()).forEach(route -> {
            var mapping = RequestMappingInfo.paths(route.pattern())
                    .methods(RequestMethod.valueOf(route.method()))
                    .options(mappings.getBuilderConfiguration())
                    .build();
            mappings.registerMapping(mapping, new Endpoint(route, answers), serve);
        });
    }

    /** One route. */
    @Open
    static final class Endpoint {

        private final Route route;
        private final Answers answers;

        Endpoint(Route route, Answers answers) {
            this.route = route;
            this.answers = answers;
        }

        public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Reply reply = answers.of(route, new ServletCall(request));
            response.setStatus(reply.status());
            response.setContentType(reply.type());
            reply.headers().forEach(response::setHeader);
            response.setContentLength(reply.body().length);
            response.getOutputStream().write(reply.body());
        }
    }

    private record ServletCall(HttpServletRequest request) implements Call {

        /** How much of a body that is too large is read and thrown away, so that the device hears why before the line closes. */
        private static final long HEARD_OUT = 32L * 1024 * 1024;

        @Override
        public @Nullable String header(String name) {
            return request.getHeader(name);
        }

        @Override
        public String variable(String name) {
            var variables = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
            return String.valueOf(variables.get(name));
        }

        @Override
        public byte[] body() {
            try (InputStream in = request.getInputStream()) {
                byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
                if (bytes.length > LARGEST_BODY) {
                    hearOut(in);
                    throw Call.bodyTooLarge();
                }
                return bytes;
            } catch (IOException e) {
                throw Call.bodyIncomplete();
            }
        }

        @Override
        public String requestId() {
            return RequestIds.of(request);
        }

        private static void hearOut(InputStream in) throws IOException {
            byte[] thrownAway = new byte[8192];
            long heard = 0;
            int read = 0;
            while (read >= 0 && heard < HEARD_OUT) {
                read = in.read(thrownAway);
                heard += read;
            }
        }
    }
}
