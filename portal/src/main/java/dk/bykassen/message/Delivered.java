package dk.bykassen.message;

/** How one try to deliver a message ended. Codes are stable and never hold an address. */
sealed interface Delivered {

    /** The mail server or SMS gateway took it over. */
    record Sent() implements Delivered {}

    /** It will never be taken: a bad address, a refused one. */
    record Refused(String code) implements Delivered {}

    /** Not now; trying again may help. Whether it was taken may be unknown: the same id goes along with each try. */
    record NotNow(String code) implements Delivered {}
}
