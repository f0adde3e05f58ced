package dk.bykassen.topup;

import dk.bykassen.card.CardSettings;
import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.Money;
import dk.bykassen.payment.NewPayment;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.Payments;
import dk.bykassen.payment.Started;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Deposits by hand. The rules are asked again here, whatever the page said. */
@Service
public class TopUps {

    private final Payments payments;

    TopUps(Payments payments) {
        this.payments = payments;
    }

    /**
     * A deposit that kept the page's rules.
     *
     * @param key made with the form, so that a double click is one payment
     * @param storedCardId the card to charge, or null for the payment window
     * @param ceiling the balance may not rise above this; asked again where two deposits cannot pass each other
     */
    public record Order(
            long payerId,
            MyAccount account,
            Money amount,
            Money fee,
            @Nullable String receiptEmail,
            long termsId,
            Locale language,
            UUID key,
            @Nullable Long storedCardId,
            Money ceiling) {}

    /** How much more the account may hold, money under way included; zero when it is full. */
    public Money room(MyAccount account, CardSettings settings) {
        Money taken = account.balance().plus(payments.sumInFlight(account.purseId()));
        Money room = settings.maxBalance().minus(taken);
        return room.isPositive() ? room : Money.zero(room.currency());
    }

    /** Whoever begins anew has given up the windows they left open before; they must not take up room. */
    public void leaveWindows(long payerId, MyAccount account, UUID key) {
        payments.leaveWindows(payerId, account.purseId(), key);
    }

    /** The same form once more: its own deposit must not stand in its way. */
    public boolean isRepeat(UUID key) {
        return payments.knows(key);
    }

    public Started start(Order order) {
        return payments.start(new NewPayment(
                PaymentKind.TOP_UP,
                order.payerId(),
                order.account().purseId(),
                order.amount(),
                order.fee(),
                order.receiptEmail(),
                order.termsId(),
                order.language(),
                order.key(),
                false,
                order.storedCardId(),
                order.account().publicId(),
                order.ceiling()));
    }
}
