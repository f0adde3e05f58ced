package dk.bykassen.ledger;

/** What became of a posting. */
public sealed interface Posted {

    /** The money moved now. */
    record Done() implements Posted {}

    /** The same posting was made before; nothing moved now. */
    record Replayed() implements Posted {}
}
