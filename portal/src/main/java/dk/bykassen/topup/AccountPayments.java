package dk.bykassen.topup;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.CardSettings;
import dk.bykassen.card.Chip;
import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.Money;
import dk.bykassen.message.Notice;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.PaymentSubject;
import dk.bykassen.payment.PaymentView;
import dk.bykassen.payment.StoredCard;
import dk.bykassen.payment.StoredCardUse;
import dk.bykassen.web.Wording;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What payments and stored cards mean for accounts: whose they are, the receipts, and what stops without a card. */
@Component
class AccountPayments implements PaymentSubject, StoredCardUse {

    private final Accounts accounts;
    private final AutoTopUpStore store;
    private final AutoTopUps orders;
    private final OwnerNews news;
    private final InstantSource clock;

    AccountPayments(Accounts accounts, AutoTopUpStore store, AutoTopUps orders, OwnerNews news, InstantSource clock) {
        this.accounts = accounts;
        this.store = store;
        this.orders = orders;
        this.news = news;
        this.clock = clock;
    }

    @Override
    public Optional<Shown> of(PaymentView payment, Wording wording) {
        return accounts.of(payment.payerId()).stream()
                .filter(account -> account.publicId().equals(payment.subject()))
                .findFirst()
                .map(account -> shown(payment, account))
                .or(() -> accounts.byPublicId(payment.subject()).map(AccountPayments::shownToAFormerPayer));
    }

    private static Shown shown(PaymentView payment, MyAccount account) {
        boolean money = payment.kind() != PaymentKind.CARD_REGISTRATION;
        return new Shown(
                account.name(),
                account.activeChip().map(Chip::printedAs).orElse(null),
                money ? account.balance() : null,
                null,
                "/accounts",
                "card.to-accounts",
                account.page() + (money && payment.kind() == PaymentKind.TOP_UP ? "/top-up" : "/auto-top-up"));
    }

    /** What somebody paid stays theirs to see when they act for the account no longer; what is on it now is not. */
    private static Shown shownToAFormerPayer(MyAccount account) {
        return new Shown(account.name(), null, null, null, "/accounts", "card.to-accounts", "/accounts");
    }

    @Override
    public Optional<Notice> receipt(PaymentView payment) {
        return accounts.byPublicId(payment.subject()).flatMap(account -> switch (payment.kind()) {
            case TOP_UP -> Optional.of(new Notice.TopUpReceipt(receipt(payment, account)));
            case AUTO_TOP_UP ->
                Optional.of(new Notice.AutoTopUpReceipt(
                        receipt(payment, account), threshold(account), OwnerNews.page(account)));
            case CARD_REGISTRATION -> Optional.empty();
        });
    }

    @Override
    public List<Use> of(StoredCard card) {
        return store.chargedTo(card.id()).stream()
                .flatMap(order -> accounts.find(order.accountId()).stream())
                .map(account -> new Use("topup.use.auto", List.of(account.name()), OwnerNews.page(account)))
                .toList();
    }

    @Override
    public void removed(StoredCard card) {
        for (AutoTopUp order : store.chargedTo(card.id())) {
            accounts.find(order.accountId())
                    .ifPresent(account -> orders.stop(order, account, Notice.StopReason.CARD_REMOVED));
        }
    }

    private Money threshold(MyAccount account) {
        return store.inForce(account.id())
                .map(AutoTopUp::threshold)
                .orElseGet(() -> accounts.settings().autoThreshold());
    }

    private Notice.Receipt receipt(PaymentView payment, MyAccount account) {
        CardSettings settings = accounts.settings();
        String licence = settings.licenceNumber() == null ? "" : ", " + settings.licenceNumber();
        Instant decided = payment.decidedAt();
        return new Notice.Receipt(
                payment.reference(),
                account.name(),
                payment.amount(),
                payment.fee(),
                payment.total(),
                news.shown(payment),
                decided == null ? clock.instant() : decided,
                settings.issuerName() + ", " + settings.issuerNumber() + licence,
                "/payments/" + payment.id());
    }
}
