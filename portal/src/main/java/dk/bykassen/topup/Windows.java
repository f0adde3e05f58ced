package dk.bykassen.topup;

import dk.bykassen.payment.Started;
import dk.bykassen.web.Answer;
import dk.bykassen.web.SeeOther;

/** Where a payment that was begun leads its payer. */
final class Windows {

    private Windows() {}

    /** @throws IllegalArgumentException for one that was refused: its page says why and keeps what was typed */
    static Answer follow(Started started) {
        return switch (started) {
            case Started.Window window -> SeeOther.to(window.windowUrl());
            case Started.Decided decided -> SeeOther.to("/payments/" + decided.paymentId());
            case Started.Undecided undecided -> SeeOther.to("/payments/" + undecided.existing());
            case Started.Unknown unknown -> SeeOther.to("/payments/" + unknown.paymentId());
            case Started.Refused refused -> throw new IllegalArgumentException("refused: " + refused.reason());
        };
    }
}
