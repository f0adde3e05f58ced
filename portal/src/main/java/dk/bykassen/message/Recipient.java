package dk.bykassen.message;

/** Whom a notice is for, and by which channel. */
public sealed interface Recipient {

    /** The address that person is known by. */
    record EmailOf(long personId) implements Recipient {}

    /** An address given for this occasion, such as the one for a receipt. */
    record Email(String address) implements Recipient {
        /** Never the address: records end up in logs. */
        @Override
        public String toString() {
            return "Email";
        }
    }

    /** The mobile number that person is known by. */
    record SmsOf(long personId) implements Recipient {}
}
