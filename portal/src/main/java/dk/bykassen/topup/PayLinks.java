package dk.bykassen.topup;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.BearerToken;
import dk.bykassen.kernel.Money;
import dk.bykassen.message.Secret;
import dk.bykassen.payment.NewPayment;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.PaymentState;
import dk.bykassen.payment.PaymentView;
import dk.bykassen.payment.Payments;
import dk.bykassen.payment.Started;
import dk.bykassen.topup.AutoTopUp.Because;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A bank that wants its customer to confirm (a "soft decline") cannot be charged with nobody there. The owner is sent a link
 * that opens the payment window for the same amount; once it is paid, the order goes on. Who holds the link may pay, signed in
 * or not, and learns no more than what is to be paid from which card.
 */
@Service
class PayLinks {

    static final Duration LIFE = Duration.ofDays(7);

    private final PayLinkStore store;
    private final AutoTopUpStore orders;
    private final Accounts accounts;
    private final Payments payments;
    private final OwnerNews news;
    private final InstantSource clock;
    private final TransactionTemplate transactions;

    PayLinks(
            PayLinkStore store,
            AutoTopUpStore orders,
            Accounts accounts,
            Payments payments,
            OwnerNews news,
            InstantSource clock,
            TransactionTemplate transactions) {
        this.store = store;
        this.orders = orders;
        this.accounts = accounts;
        this.payments = payments;
        this.news = news;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** @param card how the card the bank asked about is shown */
    record Seen(PayLink link, AutoTopUp order, MyAccount account, String card, PayLink.State state) {}

    /** What a link leads to; empty for one that was never sent. */
    @Transactional(readOnly = true)
    public Optional<Seen> find(String token) {
        return BearerToken.parse(token)
                .flatMap(store::byToken)
                .flatMap(link -> orders.find(link.orderId()).flatMap(order -> seen(link, order)));
    }

    /** The order's newest link, for its owner on the order's own page, where it does not run out. */
    @Transactional(readOnly = true)
    public Optional<Seen> of(AutoTopUp order) {
        return store.newest(order.id())
                .flatMap(link -> seen(link, order))
                .map(seen -> seen.state() == PayLink.State.EXPIRED
                        ? new Seen(seen.link(), seen.order(), seen.account(), seen.card(), PayLink.State.OPEN)
                        : seen);
    }

    /**
     * Opens the payment window for a link that is open. The payer is the order's owner, whoever holds the link.
     *
     * @throws IllegalStateException inside a transaction
     */
    Started pay(Seen seen, Locale language) {
        Money ceiling = transactions.execute(status -> accounts.settings().maxBalance());
        PayLink link = seen.link();
        AutoTopUp order = seen.order();
        return payments.start(new NewPayment(
                PaymentKind.TOP_UP,
                order.personId(),
                seen.account().purseId(),
                link.amount(),
                Money.zero(link.amount().currency()),
                order.receiptEmail(),
                order.termsId(),
                language,
                link.click(),
                true,
                null,
                seen.account().publicId(),
                ceiling));
    }

    /** Sends the owner a link for what the bank refused; in the transaction that pauses the order. */
    @Transactional(propagation = Propagation.MANDATORY)
    void send(PaymentView declined, MyAccount account, AutoTopUp order, Instant at) {
        BearerToken token = BearerToken.next();
        Instant expires = at.plus(LIFE);
        if (store.add(order.id(), declined.id(), token, declined.amount(), UUID.randomUUID(), at, expires)) {
            news.payLink(order, account, declined, new Secret("/pay/" + token.text()), expires);
        }
    }

    /** Notes what became of a payment begun with a link; whether it is one and was paid. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean settled(PaymentView payment, MyAccount account) {
        Optional<PayLink> found = store.byClick(account.id(), payment.click());
        found.ifPresent(link -> {
            if (payment.isPaid()) {
                store.notePaid(link.id(), clock.instant());
            } else if (payment.state() != PaymentState.HELD && payment.click().equals(link.click())) {
                store.renew(link.id(), UUID.randomUUID());
            }
        });
        return found.isPresent() && payment.isPaid();
    }

    private Optional<Seen> seen(PayLink link, AutoTopUp order) {
        return accounts.find(order.accountId())
                .map(account -> new Seen(link, order, account, card(link), state(link, order, account)));
    }

    private String card(PayLink link) {
        return payments.find(link.declined()).map(news::shown).orElse("");
    }

    private PayLink.State state(PayLink link, AutoTopUp order, MyAccount account) {
        if (link.paidAt() != null) {
            return PayLink.State.PAID;
        }
        if (account.closed() || order.status() == AutoTopUp.Status.CANCELLED) {
            return PayLink.State.ENDED;
        }
        Instant since = order.since();
        boolean waitsForThis = order.isPausedFor(Because.CUSTOMER)
                && since != null
                && !link.createdAt().isBefore(since);
        if (!waitsForThis || !order.isDue(account.balance())) {
            return PayLink.State.NOT_NEEDED;
        }
        if (!account.isUsable()) {
            return PayLink.State.BLOCKED;
        }
        return clock.instant().isBefore(link.expiresAt()) ? PayLink.State.OPEN : PayLink.State.EXPIRED;
    }
}
