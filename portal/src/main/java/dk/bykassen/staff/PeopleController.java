package dk.bykassen.staff;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.PeopleSearch;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Looks people up. What is typed comes by POST, so that no name, address or number of a citizen's stands in an address, a
 * browser's history or a proxy's log; the answer's own address, which can be reloaded, holds it sealed.
 */
@Controller
class PeopleController {

    private static final int LONGEST = 100;

    private final PeopleSearch search;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;
    private final Keyring keyring;

    PeopleController(PeopleSearch search, AuditTrail audit, TransactionTemplate transactions, Keyring keyring) {
        this.search = search;
        this.audit = audit;
        this.transactions = transactions;
        this.keyring = keyring;
    }

    @GetMapping("/staff/people")
    @Needs(Right.SEE_PEOPLE)
    Page page(@RequestParam(name = "s", defaultValue = "") String sealed, StaffMember member) {
        String text = opened(sealed, member);
        if (text.isEmpty()) {
            return Page.of("staff/people").with("query", "").with("result", null);
        }
        return Page.of("staff/people").with("query", text).with("result", look(text, member));
    }

    @PostMapping("/staff/people")
    @Needs(Right.SEE_PEOPLE)
    Answer find(@RequestParam(name = "q", defaultValue = "") String typed, StaffMember member) {
        String text = tidy(typed);
        if (PeopleSearch.kind(text) != PeopleSearch.By.NUMBER) {
            return SeeOther.to("/staff/people" + (text.isEmpty() ? "" : "?s=" + sealed(text, member)));
        }
        PeopleSearch.Result result = look(text, member);
        return result.people().isEmpty()
                ? SeeOther.to("/staff/people/none")
                : SeeOther.to("/staff/people/" + result.people().getFirst().publicId());
    }

    /** Nobody has the number that was typed; the number itself is not repeated. */
    @GetMapping("/staff/people/none")
    @Needs(Right.SEE_PEOPLE)
    Page none() {
        return Page.of("staff/people")
                .with("query", "")
                .with("result", new PeopleSearch.Result(PeopleSearch.By.NUMBER, List.of(), false));
    }

    /** Every search leaves a line; one that finds a single person is a line of theirs. */
    private PeopleSearch.Result look(String text, StaffMember member) {
        return transactions.execute(status -> {
            PeopleSearch.Result result = search.search(text);
            Deed deed = Deed.by(member.actor(), "staff.people.searched")
                    .on(member.publicId())
                    .with("by", result.by().name().toLowerCase(Locale.ROOT))
                    .with("found", result.people().size());
            audit.write(
                    result.people().size() == 1
                            ? deed.to(result.people().getFirst().publicId())
                            : deed);
            return result;
        });
    }

    private String sealed(String text, StaffMember member) {
        return keyring.handOut(purpose(member), text);
    }

    /** What was looked for; nothing where the address is bent or of another session's. */
    private String opened(String sealed, StaffMember member) {
        return keyring.takeBack(purpose(member), sealed).orElse("");
    }

    private static String purpose(StaffMember member) {
        return "people-search:" + Tenants.current().id() + ":" + member.sessionId();
    }

    private static String tidy(String typed) {
        String text = typed.replaceAll("\\p{Cntrl}", " ").strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
