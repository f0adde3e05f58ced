package dk.bykassen.withdrawal;

import dk.bykassen.kernel.Money;
import dk.bykassen.withdrawal.bank.BankAccess;
import java.time.Duration;

/**
 * What a tenant agreed with its bank and decided about withdrawals.
 *
 * @param bank a short name for it
 * @param debtorName whose money it is, as the bank knows it
 * @param nemKonto whether the bank pays to the NemKonto of a person number (DK)
 * @param minimum less can be withdrawn only as all there is
 * @param dayCap what one account may withdraw in a day
 * @param undo how long a withdrawal waits before it goes to the bank
 */
public record Agreement(
        String bank,
        BankAccess access,
        String debtorName,
        String debtorIban,
        boolean nemKonto,
        Money minimum,
        Money dayCap,
        Duration undo) {}
