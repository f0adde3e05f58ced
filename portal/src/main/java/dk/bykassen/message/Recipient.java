package dk.bykassen.message;

import org.jspecify.annotations.Nullable;

/** Whom a notice is for, and by which channel. */
public sealed interface Recipient {

    /** The address that person is known by. */
    record EmailOf(long personId) implements Recipient {}

    /**
     * An address given for this occasion, such as the one for a receipt.
     *
     * @param personId who gave it, and whose message it therefore is; null where nobody is known yet
     */
    record Email(String address, @Nullable Long personId) implements Recipient {

        public Email(String address) {
            this(address, null);
        }

        /** Never the address: records end up in logs. */
        @Override
        public String toString() {
            return "Email";
        }
    }

    /** The mobile number that person is known by. */
    record SmsOf(long personId) implements Recipient {}

    /** A mobile number in E.164 given for this occasion, such as one that is to be proved. */
    record Sms(String number) implements Recipient {
        /** Never the number: records end up in logs. */
        @Override
        public String toString() {
            return "Sms";
        }
    }
}
