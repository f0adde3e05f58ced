package dk.bykassen.simulator.bank;

/**
 * One credit transfer of a file.
 *
 * @param endToEndId the customer's own name for it
 * @param amount minor units
 * @param account an IBAN, or a person number where the money goes to the payee's NemKonto
 * @param isNemKonto whether {@code account} is a person number
 * @param text what the payee reads; may be empty
 */
record Order(
        String endToEndId,
        long amount,
        String currency,
        String payee,
        String account,
        boolean isNemKonto,
        String text) {}
