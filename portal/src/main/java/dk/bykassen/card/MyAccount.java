package dk.bykassen.card;

import dk.bykassen.kernel.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A prepaid account as the one who may act for it sees it.
 *
 * @param id inside the database
 * @param publicId in addresses
 * @param number the account number people see
 * @param holderId the person whose account it is
 * @param born the holder's date of birth: the part of a person number that may be shown
 * @param isProtected whether the holder's address is protected: who may know it says {@link Accounts#mayKnowWhere}
 * @param kind why the viewer may act for it
 * @param autoTopUp what is charged by itself when the balance runs low; null when it is off
 */
public record MyAccount(
        long id,
        UUID publicId,
        String number,
        long holderId,
        String firstName,
        String name,
        @Nullable LocalDate born,
        boolean isProtected,
        Kind kind,
        boolean closed,
        long purseId,
        Money balance,
        List<Chip> chips,
        @Nullable Money autoTopUp) {

    /** Why somebody may act for an account. */
    public enum Kind {
        HOLDER,
        GUARDIAN,
        LINKED
    }

    /** Some accounts by their ids inside the database. */
    public static Map<Long, MyAccount> byId(Collection<MyAccount> accounts) {
        return accounts.stream().collect(Collectors.toMap(MyAccount::id, Function.identity()));
    }

    /** What somebody has to know of an account at a glance. */
    public enum Status {
        ACTIVE,
        /** It can buy, but not much. */
        LOW,
        /** Every chip is blocked. */
        BLOCKED,
        /** It never had a chip. */
        WITHOUT_CHIP,
        CLOSED;

        /** The part of message keys that names it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param low a balance below this is a low one */
    public Status status(Money low) {
        if (closed) {
            return Status.CLOSED;
        }
        if (chips.isEmpty()) {
            return Status.WITHOUT_CHIP;
        }
        if (!isUsable()) {
            return Status.BLOCKED;
        }
        return balance.isLessThan(low) ? Status.LOW : Status.ACTIVE;
    }

    public boolean isOwn() {
        return kind == Kind.HOLDER;
    }

    /** The account's own page; the addresses of everything done with it begin like this. */
    public String page() {
        return "/accounts/" + publicId;
    }

    /** Message key of the relation: "yourself", "your child", … */
    public String relation() {
        return "card.relation." + kind.name().toLowerCase(Locale.ROOT);
    }

    public Optional<Chip> activeChip() {
        return chips.stream().filter(Chip::isActive).findFirst();
    }

    /** One of its chips, in use or not. */
    public Optional<Chip> chip(UUID publicId) {
        return chips.stream().filter(chip -> chip.publicId().equals(publicId)).findFirst();
    }

    /** Those not replaced: active, or blocked for now. */
    public List<Chip> chipsInUse() {
        return chips.stream().filter(chip -> !chip.isReplaced()).toList();
    }

    /** Neither closed nor with every chip blocked: such an account can neither buy nor be topped up. */
    public boolean isUsable() {
        return !closed && activeChip().isPresent();
    }

    public String initials() {
        return initialsOf(name);
    }

    /** The first letters of the first and the last name. */
    public static String initialsOf(String name) {
        String[] words = name.strip().split("\\s+");
        String first = firstLetter(words[0]);
        return words.length == 1 ? first : first + firstLetter(words[words.length - 1]);
    }

    private static String firstLetter(String word) {
        return word.isEmpty()
                ? ""
                : word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "Account " + publicId;
    }
}
