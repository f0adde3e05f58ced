package dk.bykassen.till;

import dk.bykassen.kernel.Digest;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.Problem;
import dk.bykassen.ledger.AccountClosed;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.PostingConflict;
import dk.bykassen.ledger.TransferKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gives back what a purchase took, whole or in parts, money and allowance. */
@Component
class Reversals {

    private final ReversalStore store;
    private final PurchaseMonths months;
    private final Ledger ledger;
    private final InstantSource clock;

    Reversals(ReversalStore store, PurchaseMonths months, Ledger ledger, InstantSource clock) {
        this.store = store;
        this.months = months;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * A reversal as it was made.
     *
     * @param reversed how much of the purchase had been reversed with it
     * @param balance what the purse held with it
     * @param replayed whether it had been made before
     */
    record Made(UUID id, long amount, long reversed, long balance, String currency, boolean replayed) {}

    /**
     * Reverses {@code asked.amount()} of a purchase of the till's unit.
     *
     * @throws Problem 404 when the unit has no such purchase, 409 when the id stands for another reversal, 422 when the
     *     purchase took nothing or too little is left of it, when the account is closed, or the purchase's month was moved away
     */
    @Transactional
    public Made reverse(Device till, UUID purchaseId, PurchaseForm.Reversal asked) {
        Optional<ReversalStore.Reversible> purchase =
                store.lock(purchaseId).filter(found -> found.unit() == till.unit());
        Optional<ReversalStore.Kept> known = store.find(asked.id());
        byte[] fingerprint = Digest.of(purchaseId + " " + asked.amount());
        if (purchase.isEmpty()) {
            // A month that was moved away leaves its reversals here, so that a repeat still hears what was decided.
            return known.filter(kept -> kept.unit() == till.unit())
                    .filter(kept -> Arrays.equals(kept.fingerprint(), fingerprint))
                    .map(Reversals::asMade)
                    .orElseThrow(() -> absent(purchaseId));
        }
        return known.map(kept -> replay(kept, fingerprint))
                .orElseGet(() -> make(till, purchase.get(), asked, fingerprint));
    }

    private Problem absent(UUID purchase) {
        return months.isClosed(purchase)
                ? new Problem(
                        422,
                        "month-closed",
                        "The month of this purchase is closed; the money is given back another way.")
                : Problem.notFound();
    }

    private Made make(Device till, ReversalStore.Reversible purchase, PurchaseForm.Reversal asked, byte[] fingerprint) {
        Long purse = purchase.purse();
        if (!purchase.approved() || purse == null) {
            throw new Problem(422, "purchase-not-approved", "The purchase took nothing, so nothing can be given back.");
        }
        long reversed = purchase.reversed() + asked.amount();
        if (reversed > purchase.total()) {
            throw new Problem(422, "reversal-above-total", "More would be given back than the purchase took.");
        }
        Instant now = clock.instant();
        post(till, purchase, purse, asked, now);
        store.giveAllowanceBack(purchase, purse, reversed);
        long balance = ledger.balance(purse).minor();
        var made = new Made(asked.id(), asked.amount(), reversed, balance, purchase.currency(), false);
        try {
            store.keep(till, purchase, made, fingerprint, now);
        } catch (DuplicateKeyException e) {
            throw conflict();
        }
        return made;
    }

    private void post(
            Device till, ReversalStore.Reversible purchase, long purse, PurchaseForm.Reversal asked, Instant now) {
        long merchant = till.merchants()[Stripes.of(purse)];
        Money amount = Money.of(asked.amount(), purchase.currency());
        try {
            ledger.post(Posting.of(
                    asked.id(), null, now, new Entry(merchant, purse, amount, TransferKind.PURCHASE_REVERSAL)));
        } catch (AccountClosed e) {
            throw new Problem(422, "account-closed", "The account is closed; the money is given back another way.");
        } catch (PostingConflict e) {
            throw conflict();
        }
    }

    private static Made replay(ReversalStore.Kept known, byte[] fingerprint) {
        if (!Arrays.equals(known.fingerprint(), fingerprint)) {
            throw conflict();
        }
        return asMade(known);
    }

    private static Made asMade(ReversalStore.Kept known) {
        return new Made(known.id(), known.amount(), known.reversed(), known.balance(), known.currency(), true);
    }

    private static Problem conflict() {
        return new Problem(409, "id-taken", "This id stands for another reversal.");
    }
}
