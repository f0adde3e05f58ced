package dk.bykassen.withdrawal;

import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Addresses;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.TypedAmount;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Form;
import dk.bykassen.web.Wording;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the page asks: how much, where to, what the payee reads. Reading a field tells the form what is wrong with it. */
final class WithdrawalForm {

    static final String NEMKONTO = "nemkonto";
    static final String ACCOUNT = "account";
    static final String ALL = "all";
    static final String OTHER = "other";
    /** What Danish statements show of it. */
    private static final int TEXT = 20;
    /** What every bank takes of a name. */
    private static final int NAME = 70;

    private final Form form;
    private final Wording words;

    WithdrawalForm(Form form, Wording words) {
        this.form = form;
        this.words = words;
    }

    /** Filled for somebody who has typed nothing yet. */
    static Form fresh(boolean nemKonto, String name, String email) {
        return Form.filled(Map.of("amount", ALL, "way", nemKonto ? NEMKONTO : ACCOUNT, "payee", name, "email", email));
    }

    /** What was typed before the look, for a change. */
    static Form filled(Draft.Filled kept, Money amount) {
        var values = new HashMap<String, String>();
        values.put("amount", kept.all() ? ALL : OTHER);
        if (!kept.all()) {
            values.put(OTHER, plain(amount));
        }
        values.put("way", kept.way());
        values.put("number", kept.number());
        values.put("payee", kept.payee());
        values.put("text", kept.text());
        values.put("email", kept.email());
        return Form.filled(values);
    }

    Form form() {
        return form;
    }

    /** What it all comes to; empty when something has to be mended. */
    Optional<Draft.Filled> read(MyAccount account, Withdrawals.Offer offer) {
        Optional<Money> amount = amount(account.balance(), offer.agreement());
        String way = form.value("way");
        boolean nemKonto = way.equals(NEMKONTO) && offer.nemKonto();
        if (!nemKonto && !way.equals(ACCOUNT)) {
            form.reject("way", "withdrawal.fault.way");
        }
        if (!nemKonto && way.equals(ACCOUNT)) {
            number();
            payee();
        }
        text();
        email();
        return form.hasFaults()
                ? Optional.empty()
                : amount.map(money -> new Draft.Filled(
                        way,
                        nemKonto ? "" : form.value("number"),
                        line("payee"),
                        line("text"),
                        Addresses.email(form.value("email")).orElse(""),
                        form.value("amount").equals(ALL),
                        money.minor()));
    }

    void rejectBalance(Money balance) {
        form.reject(amountField(), "withdrawal.fault.amount.less", words.money(balance));
    }

    void reject(Withdrawals.OverCap over) {
        form.reject(amountField(), "withdrawal.fault.amount.cap-left", words.money(over.left()));
    }

    private Optional<Money> amount(Money balance, Agreement agreement) {
        if (form.value("amount").equals(ALL)) {
            return inRange(balance, balance, agreement);
        }
        switch (TypedAmount.read(form.value(OTHER), balance.currency())) {
            case TypedAmount.Readable(Money money) -> {
                return inRange(money, balance, agreement);
            }
            case TypedAmount.Missing missing -> form.reject(OTHER, "withdrawal.fault.amount.missing");
            case TypedAmount.NotANumber wrong -> form.reject(OTHER, "withdrawal.fault.amount.number");
            case TypedAmount.TooFine fine -> form.reject(OTHER, "withdrawal.fault.amount.fine");
            case TypedAmount.TooLarge large ->
                form.reject(OTHER, "withdrawal.fault.amount.balance", words.money(balance));
        }
        return Optional.empty();
    }

    /** All there is may always be taken out (EMD2 art. 11: redeemed at par, on request, at any time). */
    private Optional<Money> inRange(Money amount, Money balance, Agreement agreement) {
        String field = amountField();
        if (!amount.isPositive()) {
            form.reject(field, "withdrawal.fault.amount.positive");
        } else if (balance.isLessThan(amount)) {
            form.reject(field, "withdrawal.fault.amount.balance", words.money(balance));
        } else if (amount.isLessThan(agreement.minimum()) && amount.isLessThan(balance)) {
            form.reject(field, "withdrawal.fault.amount.minimum", words.wholeMoney(agreement.minimum()));
        } else if (agreement.dayCap().isLessThan(amount)) {
            form.reject(field, "withdrawal.fault.amount.cap", words.wholeMoney(agreement.dayCap()));
        } else {
            return Optional.of(amount);
        }
        return Optional.empty();
    }

    private void number() {
        String typed = form.value("number");
        if (typed.isEmpty()) {
            form.reject("number", "withdrawal.fault.number.missing");
        } else if (BankNumber.read(typed, Tenants.current().country()) instanceof BankNumber.Wrong(var fault)) {
            form.reject("number", "withdrawal.fault.number." + fault.name().toLowerCase(Locale.ROOT));
        }
    }

    private void payee() {
        String typed = line("payee");
        if (typed.codePoints().noneMatch(Character::isLetterOrDigit)) {
            form.reject("payee", "withdrawal.fault.payee.missing");
        } else if (typed.length() > NAME) {
            form.reject("payee", "withdrawal.fault.payee.long", NAME);
        }
    }

    private void text() {
        if (line("text").length() > TEXT) {
            form.reject("text", "withdrawal.fault.text.long", TEXT);
        }
    }

    private void email() {
        String typed = form.value("email");
        if (!typed.isEmpty() && Addresses.email(typed).isEmpty()) {
            form.reject("email", "withdrawal.fault.email");
        }
    }

    private String amountField() {
        return form.value("amount").equals(ALL) ? "amount" : OTHER;
    }

    private String line(String field) {
        return form.value(field).replaceAll("\\s+", " ");
    }

    /** As people type it: {@code 50,00}. */
    private static String plain(Money money) {
        return BigDecimal.valueOf(money.minor(), money.currency().getDefaultFractionDigits())
                .toPlainString()
                .replace('.', ',');
    }
}
