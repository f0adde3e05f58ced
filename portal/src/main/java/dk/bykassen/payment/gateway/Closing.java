package dk.bykassen.payment.gateway;

/** The answer to {@link Gateway#close}. */
public sealed interface Closing {

    /** Nothing can be taken any more. */
    record Closed() implements Closing {}

    /** The gateway will not: something happened since it was asked. Ask again. */
    record Moved() implements Closing {}

    record NoAnswer() implements Closing {}
}
