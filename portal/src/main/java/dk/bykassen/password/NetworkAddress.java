package dk.bykassen.password;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Where a request comes from, as far as it tells one household from another. */
final class NetworkAddress {

    /** A household is given so many bits of an IPv6 address and picks the others as it likes (RFC 6177). */
    private static final int IPV6_BYTES = 8;

    private NetworkAddress() {}

    static String of(HttpServletRequest request) {
        return of(request.getRemoteAddr());
    }

    /** @param literal an address as the container gives it, never a name */
    static String of(String literal) {
        try {
            InetAddress address = InetAddress.ofLiteral(literal);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_BYTES))
                    : address.getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return literal;
        }
    }
}
