package dk.bykassen.help;

import static dk.bykassen.help.Found.button;
import static dk.bykassen.help.Found.contact;

import dk.bykassen.card.AccountNotes.Button;
import dk.bykassen.card.AccountNotes.Note;
import dk.bykassen.card.MyAccount;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.PaymentState;
import dk.bykassen.payment.PaymentView;
import dk.bykassen.web.Phrase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where money paid by card is. */
final class PaymentFindings {

    /** Two equal payments this close together may be one that was meant once. */
    private static final Duration CLOSE = Duration.ofMinutes(30);

    private PaymentFindings() {}

    /** Payments under way and those somebody looks into; what was paid is on the account, and a list shows it. */
    static List<Note> ofMissing(Seen seen) {
        List<Note> found = new ArrayList<>();
        for (PaymentView payment : seen.payments()) {
            if (payment.isUndecided()) {
                found.add(underWay(payment));
            } else if (payment.state() == PaymentState.HELD) {
                found.add(Found.warn(
                        null,
                        Phrase.of("help.paid.held", payment.received()),
                        Phrase.of("help.paid.held.text", payment.reference()),
                        see(payment),
                        contact()));
            }
        }
        if (!found.isEmpty()) {
            return found;
        }
        return List.of(newestPaid(seen)
                .map(payment -> onTheAccount(seen, payment))
                .orElseGet(() ->
                        Found.info(null, Phrase.of("help.paid.none"), Phrase.of("help.paid.none.text"), contact())));
    }

    /** Whether a payment was sent twice: both paid, or one still under way. */
    static List<Note> ofIdentical(Seen seen) {
        List<Note> found = new ArrayList<>();
        List<PaymentView> paid =
                seen.payments().stream().filter(PaymentFindings::isDeposit).toList();
        for (int i = 1; i < paid.size(); i++) {
            PaymentView later = paid.get(i - 1);
            PaymentView earlier = paid.get(i);
            if (isTwin(earlier, later)) {
                found.add(Found.warn(
                        null,
                        Phrase.of("help.same.twice", later.amount()),
                        Phrase.of("help.same.twice.text"),
                        see(later),
                        see(earlier)));
            }
        }
        seen.payments().stream()
                .filter(PaymentView::isUndecided)
                .map(PaymentFindings::underWay)
                .forEach(found::add);
        return found.isEmpty()
                ? List.of(Found.ok(null, Phrase.of("help.same.none"), Phrase.of("help.same.none.text"), again(seen)))
                : found;
    }

    private static Note underWay(PaymentView payment) {
        return Found.info(
                null,
                Phrase.of("help.paid.under-way", payment.total()),
                Phrase.of("help.paid.under-way.text"),
                see(payment));
    }

    private static Note onTheAccount(Seen seen, PaymentView payment) {
        Optional<MyAccount> account = seen.paidInto(payment);
        return account.map(into -> Found.ok(
                        into,
                        Phrase.of("help.paid.there", payment.amount(), into.firstName()),
                        Phrase.of("help.paid.there.text", into.balance()),
                        button(into.page() + "/statement", "help.do.statement")))
                .orElseGet(() -> Found.ok(
                        null,
                        Phrase.of("help.paid.elsewhere", payment.amount()),
                        Phrase.of("help.paid.elsewhere.text"),
                        see(payment)));
    }

    private static Optional<PaymentView> newestPaid(Seen seen) {
        return seen.payments().stream().filter(PaymentFindings::isDeposit).findFirst();
    }

    private static boolean isDeposit(PaymentView payment) {
        return payment.isPaid() && payment.kind() != PaymentKind.CARD_REGISTRATION;
    }

    private static boolean isTwin(PaymentView earlier, PaymentView later) {
        return earlier.amount().equals(later.amount())
                && earlier.purseId() != null
                && earlier.purseId().equals(later.purseId())
                && Duration.between(earlier.createdAt(), later.createdAt()).compareTo(CLOSE) <= 0;
    }

    private static Button see(PaymentView payment) {
        return button("/payments/" + payment.id(), "help.do.payment", payment.reference());
    }

    private static Button again(Seen seen) {
        return seen.accounts().stream()
                .filter(MyAccount::isUsable)
                .findFirst()
                .map(Found::topUp)
                .orElseGet(Found::contact);
    }
}
