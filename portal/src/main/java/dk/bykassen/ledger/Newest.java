package dk.bykassen.ledger;

import dk.bykassen.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of what happened lately on several accounts; without the balance after it, which only a statement can tell.
 *
 * @param account whose it is
 * @param amount what the balance changed by; negative when money left
 * @param reference null for a purchase, which its group names
 * @param groupId the public id of the purchase, payment or reversal behind it
 */
public record Newest(
        long account,
        Instant at,
        TransferKind kind,
        Money amount,
        @Nullable String reference,
        UUID groupId) {}
