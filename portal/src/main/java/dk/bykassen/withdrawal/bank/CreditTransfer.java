package dk.bykassen.withdrawal.bank;

import dk.bykassen.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * One transfer the bank is asked for. The same {@code id} always comes with the same values.
 *
 * @param id names it at the bank, in its file and in every answer
 * @param debtor whose account it leaves
 * @param creditor who is to have it, in any letters
 * @param number an IBAN, or the digits of a Danish person number
 * @param isNemKonto whether {@code number} is a person number, whose NemKonto the money goes to
 * @param text what the payee reads on the statement, in any letters; may be empty
 * @param madeAt when the file was made
 * @param day when the bank is to pay
 */
public record CreditTransfer(
        UUID id,
        Money amount,
        String debtor,
        String debtorIban,
        String creditor,
        String number,
        boolean isNemKonto,
        String text,
        Instant madeAt,
        LocalDate day) {

    /** The id as banks take it: at most 35 letters. */
    public String name() {
        return id.toString().replace("-", "");
    }

    /** Never names or numbers: records end up in logs. */
    @Override
    public String toString() {
        return "CreditTransfer " + id;
    }
}
