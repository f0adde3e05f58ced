package dk.bykassen.tenant;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The current tenant's addresses as they stand in mails and in what outside systems are told. */
@Component
public class Links {

    private final String scheme;
    private final String port;

    Links(@Value("${bykassen.public-scheme}") String scheme, @Value("${bykassen.public-port:}") String port) {
        this.scheme = scheme;
        this.port = port;
    }

    /** {@code https://fjordby.example}, without a slash at its end. */
    public String origin() {
        String host = Tenants.current().hosts().getFirst();
        return scheme + "://" + host + (port.isEmpty() ? "" : ":" + port);
    }

    /** The whole address of {@code path}, which begins with a slash. */
    public String to(String path) {
        return origin() + path;
    }
}
