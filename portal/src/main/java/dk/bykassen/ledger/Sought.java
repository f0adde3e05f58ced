package dk.bykassen.ledger;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of a statement are asked for.
 *
 * @param kinds lines of these kinds
 * @param groups lines of these groups; null for whichever
 */
public record Sought(Set<TransferKind> kinds, @Nullable Collection<UUID> groups) {

    public static final Sought EVERYTHING = new Sought(EnumSet.allOf(TransferKind.class), null);
}
