package dk.bykassen.profile;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.AuditTrail.ActorKind;
import dk.bykassen.audit.Entry;
import dk.bykassen.audit.Filter;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.web.Page;
import dk.bykassen.web.ProfileTab;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who saw or changed somebody's data, for that somebody to read. */
@Controller
class HistoryController {

    private static final String PAGE = "/profile/history";

    private final AuditTrail audit;

    HistoryController(AuditTrail audit) {
        this.audit = audit;
    }

    @GetMapping(PAGE)
    Page page(
            SignedIn person,
            @RequestParam(name = "by", defaultValue = "") String by,
            @RequestParam(name = "after", defaultValue = "") String after) {
        boolean staffOnly = by.equals("staff");
        Filter mine = Filter.about(person.publicId());
        Entry.Place place = Entry.Place.read(after);
        AuditTrail.Found found = audit.search(staffOnly ? mine.by(ActorKind.staff) : mine, place);
        Entry.Place next = found.next();
        return Page.of("profile/history")
                .with("entries", found.entries())
                .with("self", person.publicId().toString())
                .with("name", person.name())
                .with("staffOnly", staffOnly)
                .with("isFirst", place == null)
                .with("older", next == null ? null : next.written());
    }

    @Configuration
    static class Tab {

        @Bean
        ProfileTab historyTab() {
            return new ProfileTab(PAGE, "audit.history.tab", 70);
        }
    }
}
