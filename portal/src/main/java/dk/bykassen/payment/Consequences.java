package dk.bykassen.payment;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import dk.bykassen.kernel.Money;
import dk.bykassen.ledger.AccountClosed;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Recipient;
import dk.bykassen.payment.gateway.Truth;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What follows from a decision, in the same transaction: money in the books, a stored card, a receipt, and whoever listens. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Consequences {

    private static final Logger LOG = LoggerFactory.getLogger(Consequences.class);

    private final Ledger ledger;
    private final StoredCardStore cards;
    private final Messages messages;
    private final AuditTrail audit;
    private final People people;
    private final InstantSource clock;
    private final ObjectProvider<SettlementListener> listeners;
    private final ObjectProvider<PaymentSubject> subjects;

    Consequences(
            Ledger ledger,
            StoredCardStore cards,
            Messages messages,
            AuditTrail audit,
            People people,
            InstantSource clock,
            ObjectProvider<SettlementListener> listeners,
            ObjectProvider<PaymentSubject> subjects) {
        this.ledger = ledger;
        this.cards = cards;
        this.messages = messages;
        this.audit = audit;
        this.people = people;
        this.clock = clock;
        this.listeners = listeners;
        this.subjects = subjects;
    }

    /**
     * Credits the purse and the fee account with what the gateway now owes us. Posted under the payment's own id, so that the
     * books refuse it a second time whatever else goes wrong.
     *
     * @return false when the purse was closed; nothing was posted then
     */
    boolean credit(PaymentView payment) {
        Long purse = payment.purseId();
        if (purse == null) {
            return true;
        }
        long gateway = ledger.systemAccount(AccountKind.GATEWAY);
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(gateway, purse, payment.amount(), TransferKind.TOP_UP));
        if (payment.fee().isPositive()) {
            long fees = ledger.systemAccount(AccountKind.FEE);
            entries.add(new Entry(gateway, fees, payment.fee(), TransferKind.TOP_UP_FEE));
        }
        try {
            post(payment, entries);
            return true;
        } catch (AccountClosed closed) {
            return false;
        }
    }

    /** Money that fits nothing: it is in the books at once, and somebody of the staff decides where it belongs. */
    void suspend(PaymentView payment, long net, PaymentReason reason) {
        long gateway = ledger.systemAccount(AccountKind.GATEWAY);
        long suspense = ledger.systemAccount(AccountKind.SUSPENSE);
        Money received = new Money(net, payment.amount().currency());
        post(payment, List.of(new Entry(gateway, suspense, received, TransferKind.TOP_UP)));
        audit.write(about(payment, "payment.held")
                .with("ordered", payment.total().minor())
                .with("received", net)
                .with("reason", reason.code()));
    }

    /** We had said that nothing was taken; it was, and is credited now. */
    void noteLate(PaymentView payment, PaymentState before) {
        audit.write(about(payment, "payment.paid-late").with("before", before.code()));
    }

    /** Stores the card, where that was asked for and the gateway did; the stored card's id, or null. */
    @Nullable
    Long keepCard(PaymentRow row, Truth.Found truth) {
        String token = truth.token();
        Truth.Card card = truth.card();
        if (!row.view().rememberCard() || token == null || card == null) {
            return null;
        }
        YearMonth expires = card.expires();
        if (expires == null) {
            LOG.warn("payment {}: the gateway stored a card without an expiry; it is not kept", row.publicId());
            return null;
        }
        long stored = cards.add(row.view().payerId(), row.provider(), token, card, expires, clock.instant());
        UUID payer = people.publicId(row.view().payerId());
        audit.write(Deed.by(Actor.citizen(payer), "payment.stored-card.added")
                .to(payer)
                .on(cards.find(stored).orElseThrow().publicId()));
        return stored;
    }

    private Deed about(PaymentView payment, String action) {
        return Deed.by(Actor.system(), action)
                .to(people.publicId(payment.payerId()))
                .on(payment.id());
    }

    void receipt(PaymentView payment) {
        String address = payment.receiptEmail();
        if (address == null) {
            return;
        }
        subjects.stream()
                .flatMap(subject -> subject.receipt(payment).stream())
                .findFirst()
                .ifPresent(notice -> messages.send(
                        notice,
                        new Recipient.Email(address, payment.payerId()),
                        payment.language(),
                        "receipt:" + payment.id()));
    }

    /** Tells whoever listens. A removed card's token goes first: cards are locked before what uses them, here as in removal. */
    void decided(PaymentRow row) {
        Long card = row.view().storedCardId();
        if (card != null) {
            cards.forgetToken(card);
        }
        listeners.orderedStream().forEach(listener -> listener.settled(row.view()));
    }

    private void post(PaymentView payment, List<Entry> entries) {
        ledger.post(new Posting(payment.id(), payment.reference(), clock.instant(), entries));
    }
}
