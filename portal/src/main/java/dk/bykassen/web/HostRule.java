package dk.bykassen.web;

import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whose a host name is, at every door. */
@Component
public class HostRule {

    private final Tenants tenants;
    private final Set<String> deviceHosts;

    HostRule(Tenants tenants, @Value("${bykassen.device-hosts:localhost,127.0.0.1,[::1]}") Set<String> deviceHosts) {
        this.tenants = tenants;
        this.deviceHosts = deviceHosts;
    }

    /** @param host without its port */
    public Optional<Tenant> tenant(String host) {
        return tenants.byHost(host);
    }

    /** Whether devices of every tenant may call there: their key names the tenant. */
    public boolean isForDevices(String host, String path) {
        return deviceHosts.contains(host) && path.startsWith("/api/");
    }

    /** Sees to it that {@link #isAtHand}; may ask the database. */
    public void takeToHand() {
        tenants.takeToHand();
    }

    /** Whether {@link #tenant} answers without asking the database. */
    public boolean isAtHand() {
        return tenants.areAtHand();
    }
}
