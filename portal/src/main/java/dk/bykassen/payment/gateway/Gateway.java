package dk.bykassen.payment.gateway;

import java.util.Optional;
import java.util.UUID;

/**
 * A card gateway: the hosted window, stored cards, and its word about what was taken.
 *
 * <p>Every call is bounded in time and throws nothing for what happens on the way: no connection, time out, an answer that
 * makes no sense are answers too. They fall in three kinds, and the difference is about money:
 *
 * <ul>
 *   <li>an answer the gateway gave;
 *   <li>{@code NotSent}: the request never left, so nothing can have happened;
 *   <li>{@code NoAnswer}: the request may have been carried out. Nobody knows until the gateway has been asked.
 * </ul>
 *
 * <p>An implementation holds no state of a payment and no database connection.
 */
public interface Gateway {

    /** The name in {@code payment.payment.provider}, and the last part of {@code /hooks/…}. */
    String provider();

    /**
     * Asks for a payment window. Not safe to repeat: a second call makes a second window. A window whose address nobody was
     * given cannot be paid in, so an answer that was lost costs nothing.
     */
    Opening open(GatewayAccess access, GatewayOrder order);

    /**
     * Charges a stored card. Safe to repeat for the same {@link GatewayOrder#id()}: the gateway carries it out once and
     * answers every repeat as it answered first.
     */
    Charging charge(GatewayAccess access, String token, GatewayOrder order);

    /**
     * Asks what became of {@link #charge} when its answer was lost. Safe to repeat; charges nothing. The gateway remembers
     * {@code chargeId} for at least 24 hours; an older charge it does not know may have been forgotten.
     *
     * @param chargeId the {@link GatewayOrder#id()} it was sent with
     */
    ChargeTruth askCharge(GatewayAccess access, String token, UUID chargeId);

    /** Asks what has really happened to a payment. Safe to repeat; changes nothing. */
    Truth ask(GatewayAccess access, String gatewayPaymentId);

    /**
     * Makes sure nothing can be taken any more: gives back a reservation and closes the window. Never touches money that
     * was taken. Safe to repeat.
     *
     * @param truth the newest answer of {@link #ask}
     */
    Closing close(GatewayAccess access, String gatewayPaymentId, Truth.Found truth);

    /** Reads a webhook's body; empty when it is none of this gateway's. A webhook is a hint to ask, never the truth. */
    Optional<GatewayNews> read(byte[] body);
}
