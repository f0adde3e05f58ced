package dk.bykassen.payment;

import dk.bykassen.kernel.Money;
import dk.bykassen.message.Notice;
import dk.bykassen.web.Wording;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows what a payment is for, as its payer may see it. A bean of the module that starts payments. */
public interface PaymentSubject {

    /** Empty where the payment is another module's. Called in a transaction. */
    Optional<Shown> of(PaymentView payment, Wording wording);

    /**
     * The receipt of a payment that was just paid, as it is to be mailed; empty where the payment is another module's or
     * needs none. Called in the transaction that decides it, once.
     */
    Optional<Notice> receipt(PaymentView payment);

    /**
     * @param name whose it is: {@code Emil Holm}
     * @param number the chip's or account's number beside the name, or null
     * @param balance on the purse now, or null where there is none to show
     * @param forecast what the balance means, as a sentence, or null
     * @param home where to go on, such as {@code /accounts}
     * @param homeLabel message key of that link
     * @param again where to try again, such as {@code /accounts/…/top-up}
     */
    record Shown(
            String name,
            @Nullable String number,
            @Nullable Money balance,
            @Nullable String forecast,
            String home,
            String homeLabel,
            String again) {}
}
