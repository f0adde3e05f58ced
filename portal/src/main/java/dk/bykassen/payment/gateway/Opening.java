package dk.bykassen.payment.gateway;

import java.net.URI;

/** The answer to {@link Gateway#open}. */
public sealed interface Opening {

    /** The window is open; its address works until it is paid in, left or closed. */
    record Opened(String gatewayPaymentId, URI window) implements Opening {}

    /** The gateway will not; {@code code} is its word for why, for the log. */
    record Refused(String code) implements Opening {}

    record NotSent() implements Opening {}

    record NoAnswer() implements Opening {}
}
