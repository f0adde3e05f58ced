package dk.bykassen.payment;

import dk.bykassen.kernel.Money;
import dk.bykassen.message.Notice;
import dk.bykassen.web.Wording;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stands in for the modules that start payments: hears of decisions, knows what test payments are for, uses stored cards. */
@Component
class TownEar implements SettlementListener, PaymentSubject, StoredCardUse {

    final List<PaymentView> heard = new CopyOnWriteArrayList<>();
    final Set<UUID> subjects = ConcurrentHashMap.newKeySet();
    final Set<Long> usedCards = ConcurrentHashMap.newKeySet();
    /** Thrown at the next decision about this payment's subject, once. */
    volatile @Nullable UUID deafTo;

    List<PaymentState> heardOf(UUID payment) {
        return heard.stream()
                .filter(view -> view.id().equals(payment))
                .map(PaymentView::state)
                .toList();
    }

    @Override
    public void settled(PaymentView payment) {
        if (payment.subject().equals(deafTo)) {
            deafTo = null;
            throw new IllegalStateException("the listener fell over");
        }
        if (subjects.contains(payment.subject())) {
            heard.add(payment);
        }
    }

    @Override
    public Optional<Shown> of(PaymentView payment, Wording wording) {
        return known(payment)
                .map(known -> new Shown(
                        "Emil Holm",
                        "8D40B2F3",
                        Money.of(34_950, "DKK"),
                        null,
                        "/accounts",
                        "card.to-accounts",
                        "/accounts/" + known.subject() + "/top-up"));
    }

    @Override
    public Optional<Notice> receipt(PaymentView payment) {
        return known(payment)
                .filter(PaymentView::isPaid)
                .map(paid -> new Notice.TopUpReceipt(new Notice.Receipt(
                        paid.reference(),
                        "Emil Holm",
                        paid.amount(),
                        paid.fee(),
                        paid.total(),
                        paid.cardBrand() + " " + paid.cardLastFour(),
                        paid.createdAt(),
                        "By",
                        "/payments/" + paid.id())));
    }

    @Override
    public List<Use> of(StoredCard card) {
        return usedCards.contains(card.id())
                ? List.of(new Use("topup.use.auto", List.of("Emil Holm"), "/accounts"))
                : List.of();
    }

    @Override
    public void removed(StoredCard card) {
        usedCards.remove(card.id());
    }

    private Optional<PaymentView> known(PaymentView payment) {
        return Optional.of(payment).filter(view -> subjects.contains(view.subject()));
    }
}
