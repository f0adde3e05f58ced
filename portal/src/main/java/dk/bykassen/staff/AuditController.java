package dk.bykassen.staff;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.audit.Entry;
import dk.bykassen.identity.People;
import dk.bykassen.identity.PeopleSearch;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import dk.bykassen.web.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** The audit trail for those who watch over it. Whoever reads it leaves a line themself. */
@Controller
class AuditController {

    /** As many lines as a file holds; what is more belongs into several. */
    static final int MOST = 10_000;

    private final AuditTrail audit;
    private final People people;
    private final PeopleSearch search;
    private final Frames frames;
    private final TransactionTemplate transactions;

    AuditController(
            AuditTrail audit, People people, PeopleSearch search, Frames frames, TransactionTemplate transactions) {
        this.audit = audit;
        this.people = people;
        this.search = search;
        this.frames = frames;
        this.transactions = transactions;
    }

    @GetMapping("/staff/audit")
    @Needs(Right.SEE_AUDIT)
    Page page(StaffMember member, HttpServletRequest request) {
        return page(
                member,
                request,
                AuditQuery.of(request, search, Tenants.current().zone()));
    }

    /** What is typed comes by POST, for it may be a citizen's address; the answer's own address has their public id. */
    @PostMapping("/staff/audit")
    @Needs(Right.SEE_AUDIT)
    Answer find(StaffMember member, HttpServletRequest request) {
        AuditQuery query = AuditQuery.of(request, search, Tenants.current().zone());
        if (!query.isReady()) {
            return page(member, request, query);
        }
        UUID person = query.filter().person();
        String address = person == null ? query.address() : query.about(person);
        return SeeOther.to("/staff/audit" + (address.isEmpty() ? "" : "?" + address));
    }

    private Page page(StaffMember member, HttpServletRequest request, AuditQuery query) {
        AuditTrail.Found found = look(member, query);
        Page page = Page.of("staff/audit")
                .with("form", query.form())
                .with("found", found)
                .with("names", names(found.entries()))
                .with("choices", choices(frames.wording(Languages.of(request))))
                .with(
                        "candidates",
                        query.candidates().stream()
                                .collect(Collectors.toMap(
                                        person -> query.about(person.publicId()),
                                        person -> person,
                                        (one, other) -> one,
                                        LinkedHashMap::new)))
                .with("hasMore", query.hasMore())
                .with("address", query.address())
                .with("older", found.next() == null ? null : found.next().written())
                .with("isFirst", query.after() == null);
        return query.form().hasFaults() ? page.refused() : page;
    }

    @GetMapping("/staff/audit.csv")
    @Needs(Right.SEE_AUDIT)
    ResponseEntity<byte[]> file(StaffMember member, HttpServletRequest request) {
        AuditQuery query = AuditQuery.of(request, search, Tenants.current().zone());
        var csv = new AuditCsv(frames.wording(Languages.of(request)));
        if (query.isReady()) {
            transactions.executeWithoutResult(status -> {
                audit.write(trace(member, query, "staff.audit.exported"));
                audit.read(query.filter(), MOST, some -> csv.add(some, names(some)));
            });
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("audit-trail.csv")
                                .build()
                                .toString())
                .body(csv.bytes());
    }

    /** Whoever is shown names of citizens, or their lines, leaves a line; it is not among what is found. */
    private AuditTrail.Found look(StaffMember member, AuditQuery query) {
        return transactions.execute(status -> {
            AuditTrail.Found found = query.isReady()
                    ? audit.search(query.filter(), query.after())
                    : new AuditTrail.Found(List.of(), null);
            if (query.isReady() || !query.candidates().isEmpty()) {
                audit.write(trace(member, query, "staff.audit.searched"));
            }
            return found;
        });
    }

    private static Deed trace(StaffMember member, AuditQuery query, String action) {
        Deed deed = Deed.by(member.actor(), action).on(member.publicId());
        for (Map.Entry<String, String> part : query.told().entrySet()) {
            deed = deed.with(part.getKey(), part.getValue());
        }
        UUID person = query.filter().person();
        return person == null ? deed : deed.to(person);
    }

    /** The citizens among those who acted or whose data it was. */
    private Map<UUID, String> names(List<Entry> entries) {
        List<UUID> ids = new ArrayList<>();
        for (Entry entry : entries) {
            Deed deed = entry.deed();
            Stream.of(deed.person(), deed.actor().citizenId())
                    .flatMap(Stream::ofNullable)
                    .forEach(ids::add);
        }
        return people.namesByPublicId(ids);
    }

    /** What there are lines of, each with its words, in their order. */
    private Map<String, String> choices(Wording words) {
        Map<String, String> worded = new LinkedHashMap<>();
        Collator order = Collator.getInstance(words.language());
        audit.actions().stream()
                .map(action -> Map.entry(action, words.tOr("audit.action." + action, action)))
                .sorted(Map.Entry.comparingByValue(order))
                .forEach(choice -> worded.put(choice.getKey(), choice.getValue()));
        return worded;
    }
}
