package dk.bykassen.audit;

import dk.bykassen.kernel.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done or seen, told once and kept for good.
 *
 * <pre>{@code
 * audit.write(Deed.by(Actor.citizen(person.publicId()), "profile.contact.changed")
 *         .to(person.publicId())
 *         .changing("email", old, fresh)
 *         .changingSecretly("password"));
 * }</pre>
 *
 * @param action dotted, lower case, in the past tense: {@code card.auto-top-up.cancelled}. Its words stand under
 *     {@code audit.action.<action>} in every language; a test asks for them
 * @param person public id of the citizen whose data it is, null where it is nobody's
 * @param subject public id of what it was done to; never a number of a card or a person
 * @param reasonKind one of a few reasons to choose from; its words stand under {@code audit.reason.<kind>}
 * @param reason what was typed as the reason; the citizen reads it
 * @param detail what helps to understand the line later; nothing that names a person
 */
public record Deed(
        Actor actor,
        String action,
        @Nullable UUID person,
        String subject,
        @Nullable String reasonKind,
        @Nullable String reason,
        List<Change> changes,
        Map<String, ?> detail) {

    public Deed {
        changes = List.copyOf(changes);
        detail = new LinkedHashMap<>(detail);
    }

    /**
     * A value that became another.
     *
     * @param field its words stand under {@code audit.field.<field>} in every language
     * @param was null where there was none, or where the values are nobody's business
     * @param is null where there is none any more, or where the values are nobody's business
     * @param secret whether only the fact that it changed is kept
     */
    public record Change(
            String field, @Nullable String was, @Nullable String is, boolean secret) {

        /** The field in words: a message key. */
        public String words() {
            return "audit.field." + field;
        }

        /** Never the values: records end up in logs. */
        @Override
        public String toString() {
            return "Change of " + field;
        }
    }

    /** What was done, in words: a message key. */
    public String words() {
        return "audit.action." + action;
    }

    /** The reason that was chosen, in words: a message key; null where none was. */
    public @Nullable String reasonWords() {
        return reasonKind == null ? null : "audit.reason." + reasonKind;
    }

    /** The page that was seen, as the routing names it; null where the deed was another. */
    public @Nullable String page() {
        return detail.get("page") instanceof String page ? page : null;
    }

    /** The page in words: a message key, {@code audit.page.accounts.statement} for {@code /accounts/{id}/statement}. */
    public static String pageWords(String page) {
        String name = page.replaceAll("/\\{[^}]*}", "").replaceFirst("^/", "").replace('/', '.');
        return "audit.page." + (name.isEmpty() ? "front" : name);
    }

    /** A deed about nobody and nothing yet; say which with {@link #to(UUID)} or {@link #on(Object)}. */
    public static Deed by(Actor actor, String action) {
        return new Deed(actor, action, null, "", null, null, List.of(), Map.of());
    }

    /** Done to, or with the data of, this citizen, who reads it in their history; also the subject where none is named. */
    public Deed to(UUID citizen) {
        String subjectOrCitizen = subject.isEmpty() ? citizen.toString() : subject;
        return new Deed(actor, action, citizen, subjectOrCitizen, reasonKind, reason, changes, detail);
    }

    /** What it was done to, where that is not the person. */
    public Deed on(Object publicId) {
        return new Deed(actor, action, person, publicId.toString(), reasonKind, reason, changes, detail);
    }

    /** @param words what was typed beside the choice, or null */
    public Deed because(String kind, @Nullable String words) {
        String typed = words == null || words.isBlank() ? null : words.strip();
        return new Deed(actor, action, person, subject, kind, typed, changes, detail);
    }

    /** Adds a change; two equal values are none. */
    public Deed changing(String field, @Nullable Object was, @Nullable Object is) {
        return Objects.equals(was, is) ? this : adding(new Change(field, text(was), text(is), false));
    }

    /** Adds that {@code field} changed, without its values. */
    public Deed changingSecretly(String field) {
        return adding(new Change(field, null, null, true));
    }

    public Deed with(String name, Object value) {
        var more = new LinkedHashMap<String, Object>(detail);
        more.put(name, value);
        return new Deed(actor, action, person, subject, reasonKind, reason, changes, more);
    }

    private Deed adding(Change change) {
        var more = new ArrayList<>(changes);
        more.add(change);
        return new Deed(actor, action, person, subject, reasonKind, reason, more, detail);
    }

    private static @Nullable String text(@Nullable Object value) {
        String text = switch (value) {
            case null -> "";
            case Money money ->
                BigDecimal.valueOf(money.minor(), money.currency().getDefaultFractionDigits()) + " " + money.currency();
            default -> value.toString();
        };
        return text.isEmpty() ? null : text;
    }

    /** Never the values: records end up in logs. */
    @Override
    public String toString() {
        return action + " on " + subject;
    }
}
