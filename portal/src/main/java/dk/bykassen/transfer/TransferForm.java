package dk.bykassen.transfer;

import dk.bykassen.card.MyAccount;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.TypedAmount;
import dk.bykassen.web.Form;
import dk.bykassen.web.Wording;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the page asks: an account and an amount. Reading a field tells the form what is wrong with it. */
final class TransferForm {

    private final Form form;
    private final Wording words;

    TransferForm(Form form, Wording words) {
        this.form = form;
        this.words = words;
    }

    Form form() {
        return form;
    }

    /** The chosen one of {@code offered}. */
    Optional<MyAccount> target(List<MyAccount> offered) {
        String chosen = form.value("to");
        Optional<MyAccount> target = offered.stream()
                .filter(account -> account.publicId().toString().equals(chosen))
                .findFirst();
        if (target.isEmpty()) {
            form.reject("to", "transfer.fault.to.missing");
        } else if (!target.get().isUsable()) {
            form.reject("to", "transfer.fault.to.unusable", target.get().firstName());
            return Optional.empty();
        }
        return target;
    }

    /** More than zero and no more than {@code balance}, to the last øre. */
    Optional<Money> amount(Money balance) {
        switch (TypedAmount.read(form.value("amount"), balance.currency())) {
            case TypedAmount.Readable(Money money) -> {
                if (!money.isPositive()) {
                    form.reject("amount", "transfer.fault.amount.positive");
                } else if (balance.isLessThan(money)) {
                    rejectBalance(balance);
                } else {
                    return Optional.of(money);
                }
            }
            case TypedAmount.Missing missing -> form.reject("amount", "transfer.fault.amount.missing");
            case TypedAmount.NotANumber wrong -> form.reject("amount", "transfer.fault.amount.number");
            case TypedAmount.TooFine fine -> form.reject("amount", "transfer.fault.amount.fine");
            case TypedAmount.TooLarge large -> rejectBalance(balance);
        }
        return Optional.empty();
    }

    void rejectBalance(Money balance) {
        form.reject("amount", "transfer.fault.amount.balance", words.money(balance));
    }

    void rejectRoom(Money room) {
        form.reject("amount", "transfer.fault.amount.room", words.money(room));
    }

    /** What the check page sent; empty where somebody wrote it by hand. Whether it may be is asked by {@link Transfers}. */
    Optional<Transfers.Wish> wish(MyAccount from) {
        if (!(TypedAmount.read(form.value("amount"), from.balance().currency())
                        instanceof TypedAmount.Readable(Money amount))
                || !amount.isPositive()) {
            return Optional.empty();
        }
        return id("to").filter(to -> !to.equals(from.publicId()))
                .flatMap(to -> key().map(key -> new Transfers.Wish(from.publicId(), to, amount, key)));
    }

    /** The form's key; empty for a made-up one. */
    Optional<UUID> key() {
        return id("key");
    }

    private Optional<UUID> id(String field) {
        try {
            return Optional.of(UUID.fromString(form.value(field)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
