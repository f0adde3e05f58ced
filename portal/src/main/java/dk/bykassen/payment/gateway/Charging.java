package dk.bykassen.payment.gateway;

/** The answer to {@link Gateway#charge}. */
public sealed interface Charging {

    /** The gateway took it on; {@link Gateway#ask} tells how much was taken. */
    record Accepted(String gatewayPaymentId) implements Charging {}

    /** The bank, or the gateway for it, said no to this card. Nothing was taken, and a repeat of the same order hears the same. */
    record Declined(Decline why) implements Charging {}

    /** Nothing was taken this time, and the bank was not asked; {@code code} is the gateway's word for why, for the log. */
    record Refused(String code) implements Charging {}

    record NotSent() implements Charging {}

    record NoAnswer() implements Charging {}
}
