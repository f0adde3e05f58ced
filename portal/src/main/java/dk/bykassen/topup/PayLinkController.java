package dk.bykassen.topup;

import dk.bykassen.identity.OwnEyes;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import dk.bykassen.payment.Refusal;
import dk.bykassen.payment.Started;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Open;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * Pays what the bank wanted its customer for: by the link in the letter without signing in, or on the order's page. Looking at
 * a link uses nothing up: mail programs open links before people do.
 */
@Controller
class PayLinkController {

    private final PayLinks links;
    private final OwnOrders own;

    PayLinkController(PayLinks links, OwnOrders own) {
        this.links = links;
        this.own = own;
    }

    @Open
    @OwnEyes
    @GetMapping("/pay/{token}")
    Answer show(@PathVariable String token) {
        return page(token, find(token), null);
    }

    @Open
    @OwnEyes
    @PostMapping("/pay/{token}")
    Answer pay(@PathVariable String token, HttpServletRequest request) {
        PayLinks.Seen seen = find(token);
        return seen.state() == PayLink.State.OPEN
                ? follow(links.pay(seen, Languages.of(request)), token, seen)
                : SeeOther.to("/pay/" + token);
    }

    /** The owner has signed in and found the order waiting: no link needed. */
    @PostMapping("/accounts/{id}/auto-top-up/pay")
    Answer payOwn(SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        OwnOrders.Own mine = own.require(viewer, id);
        PayLinks.Seen seen = links.of(mine.order()).orElseThrow(Problem::notFound);
        if (seen.state() != PayLink.State.OPEN) {
            return SeeOther.to(OwnerNews.page(mine.account()));
        }
        return switch (links.pay(seen, Languages.of(request))) {
            case Started.Refused refused ->
                SeeOther.to(OwnerNews.page(mine.account()))
                        .saying("topup.refused." + refused.reason().name().toLowerCase(Locale.ROOT));
            case Started started -> Windows.follow(started);
        };
    }

    private static Answer follow(Started started, String token, PayLinks.Seen seen) {
        return started instanceof Started.Refused(Refusal reason)
                ? page(token, seen, reason).refused()
                : Windows.follow(started);
    }

    private static Page page(String token, PayLinks.Seen seen, @Nullable Refusal refusal) {
        Page page = Page.of("topup/pay-link")
                .with("token", token)
                .with("state", seen.state().code())
                .with("amount", seen.link().amount())
                .with("card", seen.card())
                .with("until", seen.link().expiresAt())
                .with("refusal", refusal);
        boolean over = seen.state() == PayLink.State.EXPIRED || seen.state() == PayLink.State.ENDED;
        return over ? page.withStatus(HttpStatus.GONE) : page;
    }

    private PayLinks.Seen find(String token) {
        return links.find(token).orElseThrow(Problem::notFound);
    }
}
