package dk.bykassen.password;

/** More passwords wait to be checked than can be checked soon: the visitor is asked to come back in a moment. */
final class Busy extends RuntimeException {
    Busy() {
        super("too many passwords are being checked", null, false, false);
    }
}
