package dk.bykassen.withdrawal;

/**
 * Who gets the money.
 *
 * @param name as typed, or the holder's where it goes to a NemKonto
 * @param text what the payee reads; may be empty
 * @param email of the receipt; empty for none but the usual one
 */
record Payee(String name, String text, String email) {

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "Payee";
    }
}
