package dk.bykassen.card;

import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What becomes of chips: handed out, blocked, opened, replaced. Each change holds the account first, as everybody does who
 * changes what its cards may do: so nobody waits for another who waits for them.
 */
@Repository
class ChipStore {

    private final JdbcClient jdbc;

    ChipStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A chip that was changed just now. */
    record Changed(UUID publicId, long account) {}

    /** Hands out an active chip. @throws DuplicateKeyException when another has the number */
    UUID issue(long account, String number, String printedAs, Instant at) {
        return issueIfFree(account, number, printedAs, at)
                .orElseThrow(() -> new DuplicateKeyException("a chip has that number"));
    }

    /** Empty when another chip has the number. */
    Optional<UUID> issueIfFree(long account, String number, String printedAs, Instant at) {
        return jdbc.sql("""
                insert into card.chip (tenant_id, public_id, account_id, number, printed_as, status, issued_at)
                values (:tenant, :publicId, :account, :number, :printed, 'active', :at)
                on conflict (tenant_id, number) do nothing
                returning public_id
                """)
                .param("tenant", Tenants.current().id())
                .param("publicId", Uuid7.next())
                .param("account", account)
                .param("number", number)
                .param("printed", printedAs)
                .param("at", Timestamp.from(at))
                .query(UUID.class)
                .optional();
    }

    /** The town's block, which outweighs a citizen's. Empty when no chip that could be used has the number. */
    Optional<Changed> blockByTown(String number, Instant at) {
        return jdbc.sql("""
                update card.chip c
                set status = 'blocked', blocked_at = :at, blocked_by = 'town'
                from (
                    select a.id
                    from card.account a
                    join card.chip k on k.tenant_id = a.tenant_id and k.account_id = a.id
                    where k.tenant_id = :tenant and k.number = :number
                    for no key update of a
                ) held
                where c.tenant_id = :tenant and c.account_id = held.id and c.number = :number
                  and (c.status = 'active' or c.status = 'blocked' and c.blocked_by = 'citizen')
                returning c.public_id, c.account_id
                """)
                .param("at", Timestamp.from(at))
                .param("tenant", Tenants.current().id())
                .param("number", number)
                .query((row, line) -> new Changed(row.getObject("public_id", UUID.class), row.getLong("account_id")))
                .optional();
    }

    /** Opens a chip whoever blocked it. Empty when no blocked chip has the number. */
    Optional<Changed> openByTown(String number) {
        return jdbc.sql("""
                update card.chip c
                set status = 'active', blocked_at = null, blocked_by = null
                from (
                    select a.id
                    from card.account a
                    join card.chip k on k.tenant_id = a.tenant_id and k.account_id = a.id
                    where k.tenant_id = :tenant and k.number = :number
                    for no key update of a
                ) held
                where c.tenant_id = :tenant and c.account_id = held.id and c.number = :number
                  and c.status = 'blocked'
                returning c.public_id, c.account_id
                """)
                .param("tenant", Tenants.current().id())
                .param("number", number)
                .query((row, line) -> new Changed(row.getObject("public_id", UUID.class), row.getLong("account_id")))
                .optional();
    }

    /** False when it was not active. */
    boolean block(long account, UUID chip, Instant at) {
        return jdbc.sql("""
                update card.chip c
                set status = 'blocked', blocked_at = :at, blocked_by = 'citizen'
                from (
                    select id from card.account where tenant_id = :tenant and id = :account for no key update
                ) held
                where c.tenant_id = :tenant and c.account_id = held.id and c.public_id = :chip and c.status = 'active'
                """)
                        .param("at", Timestamp.from(at))
                        .param("tenant", Tenants.current().id())
                        .param("account", account)
                        .param("chip", chip)
                        .update()
                == 1;
    }

    /** False when it was not blocked, or not by a citizen: what the town blocked the town opens. */
    boolean open(long account, UUID chip) {
        return jdbc.sql("""
                update card.chip c
                set status = 'active', blocked_at = null, blocked_by = null
                from (
                    select id from card.account where tenant_id = :tenant and id = :account for no key update
                ) held
                where c.tenant_id = :tenant and c.account_id = held.id and c.public_id = :chip
                  and c.status = 'blocked' and c.blocked_by = 'citizen'
                """)
                        .param("tenant", Tenants.current().id())
                        .param("account", account)
                        .param("chip", chip)
                        .update()
                == 1;
    }

    /**
     * Whether the town blocked {@code old}, or every chip of the account that is in use: nothing new gets around that. They
     * stay as they are until the transaction ends.
     */
    boolean isStoppedByTown(long account, @Nullable Long old) {
        record InUse(long id, boolean isBlockedByTown) {}
        List<InUse> chips = jdbc.sql("""
                select id, blocked_by is not distinct from 'town' as by_town
                from card.chip
                where tenant_id = :tenant and account_id = :account and status <> 'replaced'
                order by id
                for no key update
                """)
                .param("tenant", Tenants.current().id())
                .param("account", account)
                .query((row, line) -> new InUse(row.getLong("id"), row.getBoolean("by_town")))
                .list();
        return chips.stream().anyMatch(chip -> chip.isBlockedByTown() && Objects.equals(chip.id(), old))
                || !chips.isEmpty() && chips.stream().allMatch(InUse::isBlockedByTown);
    }

    /** Takes a chip out of use for good. Empty when it was replaced before. */
    Optional<UUID> replace(long account, long chip) {
        return jdbc.sql("""
                update card.chip c
                set status = 'replaced', blocked_by = null
                from (
                    select id from card.account where tenant_id = :tenant and id = :account for no key update
                ) held
                where c.tenant_id = :tenant and c.account_id = held.id and c.id = :chip and c.status <> 'replaced'
                returning c.public_id
                """)
                .param("tenant", Tenants.current().id())
                .param("account", account)
                .param("chip", chip)
                .query(UUID.class)
                .optional();
    }

    /** The chip's id inside the database; empty when it is not the account's or was replaced before. */
    Optional<Long> inUse(long account, UUID chip) {
        return jdbc.sql("""
                select id
                from card.chip
                where tenant_id = :tenant and account_id = :account and public_id = :chip and status <> 'replaced'
                """)
                .param("tenant", Tenants.current().id())
                .param("account", account)
                .param("chip", chip)
                .query(Long.class)
                .optional();
    }
}
