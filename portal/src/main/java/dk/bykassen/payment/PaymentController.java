package dk.bykassen.payment;

import dk.bykassen.identity.OwnEyes;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import dk.bykassen.payment.PaymentRegister.Dossier;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Open;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * A payment lives at one address; any reload in any tab tells the truth. The way back from the gateway may end in another
 * browser without cookies (an app's own, for one): who holds the unguessable address but is not signed in sees the status
 * alone.
 */
@Controller
class PaymentController {

    private final PaymentRegister register;
    private final Inquiries inquiries;
    private final PaymentPages pages;
    private final Frames frames;

    PaymentController(PaymentRegister register, Inquiries inquiries, PaymentPages pages, Frames frames) {
        this.register = register;
        this.inquiries = inquiries;
        this.pages = pages;
        this.frames = frames;
    }

    @Open
    @GetMapping("/payments/{id}")
    Answer show(@Nullable SignedIn viewer, @PathVariable UUID id, HttpServletRequest request) {
        PaymentView payment = find(id).view();
        if (viewer == null) {
            return pages.status(payment);
        }
        requirePayer(payment, viewer);
        return pages.full(payment, frames.wording(Languages.of(request)));
    }

    /** Where the window sends the payer when it is done. What the address carries is not believed; the gateway is asked. */
    @Open
    @OwnEyes
    @GetMapping("/payments/{id}/return")
    Answer back(@PathVariable UUID id) {
        return learn(id, dossier -> inquiries.ask(dossier, Cause.RETURN));
    }

    /** Where the window sends the payer who turned back. */
    @Open
    @OwnEyes
    @GetMapping("/payments/{id}/left")
    Answer left(@PathVariable UUID id) {
        return learn(id, dossier -> inquiries.leave(dossier, Cause.LEAVE));
    }

    /** Back to a window that is still open. */
    @OwnEyes
    @GetMapping("/payments/{id}/window")
    Answer window(SignedIn viewer, @PathVariable UUID id) {
        PaymentRow row = find(id);
        requirePayer(row.view(), viewer);
        return row.window() != null && row.view().windowOpen() ? SeeOther.to(row.window()) : page(id);
    }

    /** The payer does not want to pay after all. */
    @PostMapping("/payments/{id}/cancel")
    Answer cancel(SignedIn viewer, @PathVariable UUID id) {
        requirePayer(find(id).view(), viewer);
        return learn(id, dossier -> inquiries.leave(dossier, Cause.LEAVE));
    }

    private Answer learn(UUID id, Consumer<Dossier> how) {
        Dossier dossier = register.dossier(id).orElseThrow(Problem::notFound);
        if (!dossier.row().state().isDecided()) {
            how.accept(dossier);
        }
        return page(id);
    }

    private PaymentRow find(UUID id) {
        return register.find(id).orElseThrow(Problem::notFound);
    }

    /** Another person's payment is no payment. */
    private static void requirePayer(PaymentView payment, SignedIn viewer) {
        if (payment.payerId() != viewer.personId()) {
            throw Problem.notFound();
        }
    }

    private static Answer page(UUID id) {
        return SeeOther.to("/payments/" + id);
    }
}
