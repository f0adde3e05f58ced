package dk.bykassen.payment.gateway;

import java.net.URI;

/**
 * How a tenant reaches its gateway.
 *
 * @param base without a slash at the end
 * @param windowOrigin scheme, host and port of the payment window; a window elsewhere is refused
 * @param secretKey ours, towards the gateway
 * @param webhookSecret the gateway's, towards us: 8 to 64 letters and digits
 */
public record GatewayAccess(URI base, String windowOrigin, String secretKey, String webhookSecret) {

    @Override
    public String toString() {
        return "GatewayAccess[" + base + "]";
    }
}
