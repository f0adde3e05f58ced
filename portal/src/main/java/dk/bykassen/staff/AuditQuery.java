package dk.bykassen.staff;

import dk.bykassen.audit.Entry;
import dk.bykassen.audit.Filter;
import dk.bykassen.identity.PeopleSearch;
import dk.bykassen.identity.Person;
import dk.bykassen.web.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to read of the audit trail, as the address says it.
 *
 * @param candidates the people whom the words for "whose" fit, when there are several: one has to be chosen first
 * @param hasMore whether there are more of them
 * @param after the last line of the page before
 */
record AuditQuery(Form form, Filter filter, List<Person> candidates, boolean hasMore, Entry.@Nullable Place after) {

    private static final List<String> FIELDS = List.of("who", "whose", "action", "from", "to", "subject");
    private static final int MOST_CANDIDATES = 10;
    private static final PeopleSearch.Result NOBODY =
            new PeopleSearch.Result(PeopleSearch.By.NOTHING, List.of(), false);

    static AuditQuery of(HttpServletRequest request, PeopleSearch people, ZoneId zone) {
        Form form = Form.of(request);
        String who = form.value("who");
        String whose = form.value("whose");
        Optional<UUID> person = id(whose);
        PeopleSearch.Result found = whose.isEmpty() || person.isPresent() ? NOBODY : look(form, whose, people);
        if (found.people().size() == 1) {
            person = Optional.of(found.people().getFirst().publicId());
        }
        LocalDate from = date(form, "from");
        LocalDate to = date(form, "to");
        if (from != null && to != null && from.isAfter(to)) {
            form.reject("from", "audit.fault.period");
        }
        var filter = new Filter(
                id(who).map(UUID::toString).orElse(null),
                who.isEmpty() || id(who).isPresent() ? null : who,
                person.orElse(null),
                orNull(form.value("action")),
                orNull(form.value("subject")),
                from == null ? null : from.atStartOfDay(zone).toInstant(),
                to == null ? null : to.plusDays(1).atStartOfDay(zone).toInstant(),
                null);
        List<Person> candidates = found.people().size() < 2
                ? List.of()
                : found.people().stream().limit(MOST_CANDIDATES).toList();
        boolean hasMore = found.hasMore() || found.people().size() > MOST_CANDIDATES;
        return new AuditQuery(form, filter, candidates, hasMore, Entry.Place.read(form.value("after")));
    }

    /** Whether it says clearly what is wanted. */
    boolean isReady() {
        return !form.hasFaults() && candidates.isEmpty();
    }

    /** The parameters of the same question, without the page. */
    String address() {
        return address(Map.of());
    }

    /** The same question about {@code person}. */
    String about(UUID person) {
        return address(Map.of("whose", person.toString()));
    }

    private String address(Map<String, String> instead) {
        return FIELDS.stream()
                .flatMap(field -> {
                    String value = instead.getOrDefault(field, form.value(field));
                    return value.isEmpty()
                            ? Stream.empty()
                            : Stream.of(field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
                })
                .collect(Collectors.joining("&"));
    }

    /** What was asked for, for the trail: which parts were filled in, never names. */
    Map<String, String> told() {
        return FIELDS.stream()
                .filter(field -> !form.value(field).isEmpty())
                .collect(Collectors.toMap(
                        field -> field, field -> List.of("who", "whose").contains(field) ? "…" : form.value(field)));
    }

    private static PeopleSearch.Result look(Form form, String whose, PeopleSearch people) {
        PeopleSearch.By by = PeopleSearch.kind(whose);
        if (by == PeopleSearch.By.NUMBER) {
            form.reject("whose", "audit.fault.number");
            return NOBODY;
        }
        PeopleSearch.Result found = people.search(whose);
        if (found.people().isEmpty()) {
            form.reject("whose", "audit.fault.nobody");
        }
        return found;
    }

    private static @Nullable LocalDate date(Form form, String field) {
        String typed = form.value(field);
        if (typed.isEmpty()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(typed);
            if (date.getYear() >= 1990 && date.getYear() <= 2200) {
                return date;
            }
        } catch (DateTimeException notADate) {
            // Said below, as for a date beyond all sense.
        }
        form.reject(field, "audit.fault.date");
        return null;
    }

    private static Optional<UUID> id(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
