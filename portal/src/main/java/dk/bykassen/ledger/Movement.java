package dk.bykassen.ledger;

import dk.bykassen.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of an account's statement.
 *
 * @param id the transfer's id
 * @param amount what the balance changed by; negative when money left
 * @param after the balance after this line, in the order of the statement
 * @param reference null for a purchase, which its group names
 * @param groupId the public id of the purchase, payment or reversal behind it
 * @param counterpart the kind of account on the other side
 */
public record Movement(
        long id,
        Instant at,
        TransferKind kind,
        Money amount,
        Money after,
        @Nullable String reference,
        UUID groupId,
        AccountKind counterpart) {}
