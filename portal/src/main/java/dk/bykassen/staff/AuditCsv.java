package dk.bykassen.staff;

import dk.bykassen.audit.Deed;
import dk.bykassen.audit.Entry;
import dk.bykassen.web.Spreadsheet;
import dk.bykassen.web.Wording;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines of the audit trail as a spreadsheet. */
final class AuditCsv {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> COLUMNS = List.of(
            "audit.csv.at",
            "audit.csv.kind",
            "audit.csv.actor",
            "audit.csv.roles",
            "audit.csv.action",
            "audit.csv.code",
            "audit.csv.person",
            "audit.csv.subject",
            "audit.csv.reason",
            "audit.csv.changes",
            "audit.csv.detail");

    private final Wording words;
    private final Spreadsheet sheet;

    AuditCsv(Wording words) {
        this.words = words;
        sheet = new Spreadsheet(words);
        sheet.row(COLUMNS.stream().map(words::t));
    }

    void add(List<Entry> entries, Map<UUID, String> names) {
        entries.forEach(entry -> add(entry, names));
    }

    byte[] bytes() {
        return sheet.text().getBytes(StandardCharsets.UTF_8);
    }

    private void add(Entry entry, Map<UUID, String> names) {
        Deed deed = entry.deed();
        sheet.row(Stream.of(
                TIME.format(entry.at().atZone(words.zone())),
                deed.actor().kind().name(),
                actor(deed, names),
                deed.actor().roles().stream()
                        .map(role -> words.tOr("staff.role." + role, role))
                        .collect(Collectors.joining(", ")),
                words.tOr(deed.words(), deed.action()),
                deed.action(),
                deed.person() == null
                        ? ""
                        : names.getOrDefault(deed.person(), deed.person().toString()),
                deed.subject(),
                reason(deed),
                deed.changes().stream().map(this::change).collect(Collectors.joining(" | ")),
                deed.detail().entrySet().stream()
                        .map(part -> part.getKey() + "=" + part.getValue())
                        .collect(Collectors.joining(" | "))));
    }

    private static String actor(Deed deed, Map<UUID, String> names) {
        UUID citizen = deed.actor().citizenId();
        String name = citizen == null ? deed.actor().name() : names.get(citizen);
        return Objects.requireNonNullElse(name, Objects.toString(deed.actor().id(), ""));
    }

    private String reason(Deed deed) {
        String kind = deed.reasonKind();
        String chosen = kind == null ? null : words.tOr("audit.reason." + kind, kind);
        return Stream.of(Optional.ofNullable(chosen), Optional.ofNullable(deed.reason()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(": "));
    }

    private String change(Deed.Change change) {
        String field = words.tOr(change.words(), change.field());
        return change.secret()
                ? words.t("audit.change.secret", field)
                : words.t("audit.change", field, value(change.was()), value(change.is()));
    }

    private String value(@Nullable String value) {
        return value == null ? words.t("audit.change.none") : value;
    }
}
