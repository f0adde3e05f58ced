package dk.bykassen.payment;

import dk.bykassen.tenant.Terms;
import dk.bykassen.tenant.TermsLibrary;
import dk.bykassen.web.Page;
import dk.bykassen.web.Wording;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what a payment's page shows, in one transaction. */
@Component
@Transactional(readOnly = true)
class PaymentPages {

    private final StoredCardStore cards;
    private final TermsLibrary terms;
    private final ObjectProvider<PaymentSubject> subjects;

    PaymentPages(StoredCardStore cards, TermsLibrary terms, ObjectProvider<PaymentSubject> subjects) {
        this.cards = cards;
        this.terms = terms;
        this.subjects = subjects;
    }

    /** For the payer: everything, and it is the receipt. */
    Page full(PaymentView payment, Wording wording) {
        Terms accepted =
                Optional.ofNullable(payment.termsId()).flatMap(terms::byId).orElse(null);
        StoredCard stored =
                Optional.ofNullable(payment.storedCardId()).flatMap(cards::find).orElse(null);
        PaymentSubject.Shown subject = subjects.stream()
                .flatMap(module -> module.of(payment, wording).stream())
                .findFirst()
                .orElse(null);
        String brand = payment.cardBrand() == null && stored != null ? stored.brand() : payment.cardBrand();
        String lastFour = payment.cardLastFour() == null && stored != null ? stored.lastFour() : payment.cardLastFour();
        return Page.of("payment/payment")
                .with("payment", payment)
                .with("outcome", Outcome.of(payment))
                .with("subject", subject)
                .with("terms", accepted)
                .with("cardBrand", brand)
                .with("cardLastFour", lastFour);
    }

    /** For whoever comes back without being signed in: how it went, and nothing about anybody. */
    Page status(PaymentView payment) {
        return Page.of("payment/status").with("payment", payment).with("outcome", Outcome.of(payment));
    }
}
