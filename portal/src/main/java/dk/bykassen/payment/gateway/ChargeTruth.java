package dk.bykassen.payment.gateway;

/** The answer to {@link Gateway#askCharge}. */
public sealed interface ChargeTruth {

    /** It was taken on; {@link Gateway#ask} tells how much was taken. */
    record Accepted(String gatewayPaymentId) implements ChargeTruth {}

    /** Nothing was taken. */
    record Declined(Decline why) implements ChargeTruth {}

    /** The gateway knows of no such charge: the request never reached it. */
    record NeverReached() implements ChargeTruth {}

    /** Not reached, or nothing that makes sense came back. */
    record NoAnswer() implements ChargeTruth {}
}
