package dk.bykassen.identity;

import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The ways somebody signs in: which they have, one more, one less. */
@Controller
@OwnEyes
class WaysController {

    static final String LIST = "/profile/ways";
    static final String CONFIRM = "/profile/ways/confirm";

    private final Ways ways;
    private final Bindings bindings;
    private final BindTickets tickets;
    private final IdentityProviders providers;
    private final Sessions sessions;

    WaysController(Ways ways, Bindings bindings, BindTickets tickets, IdentityProviders providers, Sessions sessions) {
        this.ways = ways;
        this.bindings = bindings;
        this.tickets = tickets;
        this.providers = providers;
        this.sessions = sessions;
    }

    @GetMapping(LIST)
    Page list(SignedIn viewer, @RequestParam(name = "why", required = false) @Nullable String why) {
        return Page.of("identity/ways")
                .with("ways", ways.of(viewer.personId()))
                .with("why", Refusal.coded(why).map(WaysController::view).orElse(null));
    }

    /** Starts the round trip that binds an eID. */
    @Fresh
    @PostMapping("/profile/ways/{way}/add")
    Answer add(SignedIn viewer, @PathVariable String way) {
        Provider provider = citizens(way).orElseThrow(Problem::notFound);
        return SeeOther.to(tickets.start(viewer, provider.id()));
    }

    @Fresh
    @GetMapping("/profile/ways/{way}/remove")
    Answer ask(SignedIn viewer, @PathVariable String way) {
        var bound = ways.of(viewer.personId()).stream().filter(OwnWay::isBound).toList();
        OwnWay leaving =
                bound.stream().filter(own -> own.id().equals(way)).findFirst().orElseThrow(Problem::notFound);
        return Page.of("identity/way-remove")
                .with("way", leaving)
                .with("isLast", bound.size() == 1)
                .with(
                        "comesBack",
                        citizens(way)
                                .filter(provider -> provider.numberRule() == NumberRule.GIVEN)
                                .isPresent());
    }

    @Fresh
    @PostMapping("/profile/ways/{way}/remove")
    Answer remove(SignedIn viewer, @PathVariable String way) {
        return switch (ways.remove(viewer, way)) {
            case DONE -> SeeOther.to(LIST).saying("ways.notice.removed");
            case NOT_THERE -> SeeOther.to(LIST);
            case LAST_ONE -> SeeOther.to(LIST + "/" + way + "/remove");
        };
    }

    /** Shows what the eID said, and what binding it would mean. */
    @GetMapping(CONFIRM)
    Answer confirm(SignedIn viewer, @RequestParam(name = "to", required = false) @Nullable String to) {
        Optional<Offer> offer = sessions.offer(viewer);
        return offer.isEmpty()
                ? SeeOther.to(LIST)
                : page(offer.get(), bindings.judge(viewer.personId(), offer.get()), to);
    }

    @PostMapping(CONFIRM)
    Answer decide(
            SignedIn viewer,
            @RequestParam(name = "answer", required = false) @Nullable String answer,
            @RequestParam(name = "other", required = false) @Nullable UUID other,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        Optional<Offer> offer = sessions.offer(viewer);
        String onward = ReturnPath.of(to).orElse(LIST);
        if (offer.isEmpty() || !"yes".equals(answer)) {
            sessions.forgetOffer(viewer);
            return SeeOther.to(onward);
        }
        Bindings.Verdict verdict = bindings.accept(viewer.personId(), offer.get(), other);
        boolean isDone = switch (verdict) {
            case Bindings.Already already -> true;
            case Bindings.Free free -> other == null;
            case Bindings.TwoLogins(Person login) -> login.publicId().equals(other);
            case Bindings.TwoHumans no -> false;
            case Bindings.AnotherEid no -> false;
        };
        if (!isDone) {
            return page(offer.get(), verdict, to);
        }
        sessions.forgetOffer(viewer);
        return SeeOther.to(onward).saying(other == null ? "ways.notice.added" : "ways.notice.gathered");
    }

    private Page page(Offer offer, Bindings.Verdict verdict, @Nullable String to) {
        String provider = citizens(offer.provider()).map(Provider::name).orElse("eID");
        String action = ReturnPath.append(CONFIRM, to);
        return Page.of("identity/way-confirm")
                .with("view", ConfirmView.of(verdict, provider, offer.identity(), action));
    }

    /** Whatever went wrong at the eID, nothing was bound; only a change of mind is said in other words. */
    private static WhyView view(Refusal why) {
        return new WhyView(why == Refusal.ABORTED ? "aborted" : "failed", why.isTrouble());
    }

    private Optional<Provider> citizens(String id) {
        return providers.all().stream()
                .filter(provider -> provider.id().equals(id))
                .findFirst();
    }
}
