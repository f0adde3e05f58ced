package dk.bykassen.identity;

import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds people for those who serve them. Addresses and numbers are found whole or not at all, names by the beginnings of
 * their words; nothing lists everybody.
 */
@Service
@Transactional(readOnly = true)
public class PeopleSearch {

    /** As many as one answer holds. */
    public static final int MOST = 50;

    /** Fewer letters of a name would list half the town. */
    private static final int FEWEST_LETTERS = 2;

    private static final int MOST_WORDS = 6;

    /** By what somebody was looked for. */
    public enum By {
        NUMBER,
        EMAIL,
        MOBILE,
        NAME,
        /** By nothing: too little was typed. */
        NOTHING
    }

    /**
     * @param people at most {@link #MOST}, by name as the tenant's language sorts
     * @param hasMore whether there are others, whom more letters would tell apart
     */
    public record Result(By by, List<Person> people, boolean hasMore) {}

    private final JdbcClient jdbc;
    private final People people;

    PeopleSearch(JdbcClient jdbc, People people) {
        this.jdbc = jdbc;
        this.people = people;
    }

    /** What kind of thing {@code typed} is. */
    public static By kind(String typed) {
        String text = typed.strip();
        if (number(text).isPresent()) {
            return By.NUMBER;
        }
        if (text.contains("@")) {
            return By.EMAIL;
        }
        if (text.matches("[+\\d][\\d .()-]{5,}")) {
            return By.MOBILE;
        }
        return words(text).stream().mapToInt(String::length).sum() < FEWEST_LETTERS ? By.NOTHING : By.NAME;
    }

    public Result search(String typed) {
        String text = typed.strip();
        By by = kind(text);
        return switch (by) {
            case NUMBER ->
                new Result(by, number(text).flatMap(people::byNumber).stream().toList(), false);
            case EMAIL ->
                Addresses.email(text)
                        .map(email -> known(by, "p.email = :value", Map.of("value", email)))
                        .orElse(new Result(by, List.of(), false));
            case MOBILE ->
                Addresses.mobile(text, country())
                        .map(mobile -> known(by, "p.mobile = :value", Map.of("value", mobile)))
                        .orElse(new Result(by, List.of(), false));
            case NAME -> byName(words(text));
            case NOTHING -> new Result(by, List.of(), false);
        };
    }

    /** Each word typed begins a word of the name, or of the company's. */
    private Result byName(List<String> words) {
        var condition = new ArrayList<String>();
        var values = new java.util.HashMap<String, Object>();
        for (int i = 0; i < words.size(); i++) {
            condition.add("""
                    strpos(
                        ' ' || translate(
                            lower(normalize(concat_ws(' ', p.first_name, p.last_name, p.company_name)) collate "da-x-icu"),
                            '-', ' '
                        ),
                        :word%d
                    ) > 0
                    """.formatted(i));
            values.put("word" + i, " " + words.get(i));
        }
        return known(By.NAME, String.join("and ", condition), values);
    }

    private Result known(By by, String condition, Map<String, Object> values) {
        List<Long> ids = jdbc.sql("""
                select p.id
                from identity.person p
                where p.tenant_id = :tenant and %s
                order by p.last_name collate "da-x-icu", p.first_name collate "da-x-icu", p.id
                limit :most
                """.formatted(condition))
                .param("tenant", Tenants.current().id())
                .params(values)
                .param("most", MOST + 1)
                .query(Long.class)
                .list();
        List<Long> shown = ids.size() > MOST ? ids.subList(0, MOST) : ids;
        Map<Long, Person> found = people.byIds(shown);
        return new Result(
                by,
                shown.stream()
                        .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                        .toList(),
                ids.size() > MOST);
    }

    private static List<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.of("da"));
        return java.util.Arrays.stream(plain.split("[\\s,-]+"))
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .limit(MOST_WORDS)
                .toList();
    }

    private static Optional<PersonNumber> number(String text) {
        return country() == Tenant.Country.DK ? PersonNumber.danish(text) : PersonNumber.norwegian(text);
    }

    private static Tenant.Country country() {
        return Tenants.current().country();
    }
}
