package dk.bykassen.till;

/** The purchase was not decided in time; the till asks again with the same id. */
final class Overload extends RuntimeException {

    Overload() {
        super("not decided in time", null, false, false);
    }
}
