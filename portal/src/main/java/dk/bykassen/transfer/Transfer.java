package dk.bykassen.transfer;

import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transfer that was made, as somebody who acts for one of its accounts may see it.
 *
 * @param from null where the viewer does not act for it: whose money came is then nobody's business
 * @param to likewise
 */
public record Transfer(
        UUID id,
        String reference,
        @Nullable MyAccount from,
        @Nullable MyAccount to,
        Money amount,
        Instant at) {}
