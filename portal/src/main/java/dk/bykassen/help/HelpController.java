package dk.bykassen.help;

import dk.bykassen.card.ChosenAccount;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.tenant.Wordings;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Open;
import dk.bykassen.web.Page;
import dk.bykassen.web.PrepaidFacts;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** A page for each thing that goes wrong. Strangers read what usually helps; who is signed in is told what is the matter. */
@Controller
class HelpController {

    private final PrepaidFacts facts;
    private final Examinations examinations;
    private final ChosenAccount chosen;
    private final Wordings wordings;

    HelpController(PrepaidFacts facts, Examinations examinations, ChosenAccount chosen, Wordings wordings) {
        this.facts = facts;
        this.examinations = examinations;
        this.chosen = chosen;
        this.wordings = wordings;
    }

    @Open
    @GetMapping("/help/{topic}")
    Answer topic(@Nullable SignedIn viewer, @PathVariable String topic, HttpServletRequest request) {
        Topic wanted = wanted(topic);
        Page page = Page.of("help/topic")
                .with("topic", wanted)
                .with("dayCap", facts.find().map(PrepaidFacts.Facts::dayCap).orElse(null))
                .with("word", Tenants.current().offers("town-card") ? "card" : "chip")
                .with(
                        "newChip",
                        wordings.find("help.new-chip", Languages.of(request)).orElse(null));
        if (viewer == null) {
            return page;
        }
        Seen seen = examinations.examine(viewer, wanted, chosen.all(request, viewer.personId()));
        return page.with("findings", wanted.diagnose(seen)).with("payments", PaymentLine.of(seen));
    }

    /** Asks the gateway now, instead of waiting until the portal does so by itself. */
    @PostMapping("/help/paid-but-missing")
    Answer askAgain(SignedIn viewer) {
        wanted(Topic.PAID_BUT_MISSING.code());
        examinations.askAgain(viewer);
        return SeeOther.to(Topic.PAID_BUT_MISSING.page()).saying("help.notice.asked");
    }

    private static Topic wanted(String code) {
        if (!Tenants.current().keepsAccounts()) {
            throw Problem.notFound();
        }
        return Topic.of(code).orElseThrow(Problem::notFound);
    }
}
