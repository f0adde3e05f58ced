package dk.bykassen.password;

import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Form;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds a password somebody chose against the tenant's rules and against what others would guess. */
@Component
class NewPassword {

    /** What is left of a password without its owner's own words must still be this long. */
    private static final int ENOUGH = 8;

    private static final int SHORTEST_OWN_WORD = 3;

    private final PasswordRules rules;
    private final CommonPasswords common;

    NewPassword(PasswordRules rules, CommonPasswords common) {
        this.rules = rules;
        this.common = common;
    }

    /** Rejects {@code field} of {@code form} with the first thing to mend. @param own names and addresses of its owner */
    void check(Form form, String field, String typed, List<@Nullable String> own) {
        Rules asked = rules.current();
        String password = Hashing.normal(typed);
        int length = password.codePointCount(0, password.length());
        if (typed.isEmpty()) {
            form.reject(field, "password.missing");
        } else if (length < asked.minLength()) {
            form.reject(field, "password.too-short", asked.minLength());
        } else if (length > Rules.LONGEST) {
            form.reject(field, "password.too-long", Rules.LONGEST);
        } else if (password.codePoints().anyMatch(NewPassword::isUnprintable)) {
            form.reject(field, "password.unprintable");
        } else if (asked.letter() && password.codePoints().noneMatch(Character::isLetter)) {
            form.reject(field, "password.no-letter");
        } else if (asked.digit() && password.codePoints().noneMatch(Character::isDigit)) {
            form.reject(field, "password.no-digit");
        } else if (!asked.specials().isEmpty()
                && password.chars().noneMatch(sign -> asked.specials().indexOf(sign) >= 0)) {
            form.reject(field, "password.no-special", asked.specialsShown());
        } else if (common.contains(password)) {
            form.reject(field, "password.common");
        } else if (isAboutItsOwner(password, own)) {
            form.reject(field, "password.own");
        }
    }

    /** As {@link #check}, and the second field must say the same. */
    void check(Form form, String field, String typed, String again, String repeated, List<@Nullable String> own) {
        check(form, field, typed, own);
        if (form.fault(field).isEmpty() && !Hashing.normal(typed).equals(Hashing.normal(repeated))) {
            form.reject(again, "password.not-the-same");
        }
    }

    private static boolean isAboutItsOwner(String password, List<@Nullable String> own) {
        String rest = password.toLowerCase(Locale.ROOT);
        for (String word : words(own).toList()) {
            rest = rest.replace(word, "");
        }
        boolean isShortened = rest.length() < password.length();
        return isShortened && rest.codePointCount(0, rest.length()) < ENOUGH;
    }

    /**
     * A mobile number with and without its country. The longest first, so that a name within an address does not keep the
     * address from being found.
     */
    private static Stream<String> words(List<@Nullable String> own) {
        return Stream.concat(
                        own.stream(),
                        Stream.of(Tenants.current().name(), Tenants.current().slug()))
                .flatMap(Stream::ofNullable)
                .map(text -> Hashing.normal(text).toLowerCase(Locale.ROOT))
                .flatMap(text -> Stream.concat(Stream.of(text), Stream.of(text.split("[^\\p{L}\\p{Nd}]+"))))
                .flatMap(word -> Stream.of(word, word.replaceFirst("^\\+?[0-9]+(?=[0-9]{8}$)", "")))
                .filter(word -> word.length() >= SHORTEST_OWN_WORD)
                .distinct()
                .sorted((one, other) -> other.length() - one.length());
    }

    private static boolean isUnprintable(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.LINE_SEPARATOR -> true;
            default -> false;
        };
    }
}
