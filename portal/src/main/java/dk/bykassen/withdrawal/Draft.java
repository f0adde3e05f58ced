package dk.bykassen.withdrawal;

import java.util.UUID;

/**
 * A withdrawal somebody typed and is asked to look at.
 *
 * @param click of the button that confirms it
 * @param form what was typed, and what it came to
 */
record Draft(UUID click, Filled form) {

    /**
     * @param way {@code account} or {@code nemkonto}
     * @param number as typed; empty for a NemKonto
     * @param payee who is to have it
     * @param text what the payee reads
     * @param email of the receipt; empty for none but the usual one
     * @param all whether everything there is was asked for
     * @param amount in minor units, as it is going to be asked for
     */
    record Filled(String way, String number, String payee, String text, String email, boolean all, long amount) {

        boolean isNemKonto() {
            return way.equals(WithdrawalForm.NEMKONTO);
        }

        /** Never what was typed: records end up in logs. */
        @Override
        public String toString() {
            return "Filled";
        }
    }
}
