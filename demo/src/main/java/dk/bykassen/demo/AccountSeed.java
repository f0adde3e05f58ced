package dk.bykassen.demo;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.CardSettings;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.card.NewCards;
import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The towns' rules for prepaid accounts, and who has which chip and may act for whom. */
@Component
class AccountSeed {

    private final Accounts accounts;
    private final Issuing issuing;
    private final TransactionTemplate transactions;

    AccountSeed(Accounts accounts, Issuing issuing, TransactionTemplate transactions) {
        this.accounts = accounts;
        this.issuing = issuing;
        this.transactions = transactions;
    }

    /** The rules of the town that is bound; written once, so that what somebody changed since stays changed. */
    CardSettings rules(Town town) {
        try {
            return accounts.settings();
        } catch (Problem noneYet) {
            CardSettings rules = town.equals(Town.FJORDBY) ? ofFjordby() : ofKlosterby();
            issuing.decide(rules);
            if (town.equals(Town.KLOSTERBY)) {
                issuing.decide(new NewCards(
                        NewCards.Way.ORDER,
                        Tenants.current().money(50_00),
                        NewCards.Delivery.ADDRESS,
                        Duration.ofMinutes(5)));
            }
            return rules;
        }
    }

    /**
     * Makes sure {@code holder} has an account with a chip. Chips and links belong to the account's birth: what somebody
     * changed about them since stays changed.
     *
     * @param guardian who looks after it; null for nobody
     */
    MyAccount account(long holder, String number, String chip, String printedAs, @Nullable Long guardian) {
        if (find(holder, number).isEmpty()) {
            transactions.executeWithoutResult(status -> {
                long account = issuing.open(holder, number);
                issuing.issue(account, chip, printedAs);
                if (guardian != null) {
                    issuing.link(guardian, account, MyAccount.Kind.GUARDIAN);
                }
            });
        }
        return find(holder, number).orElseThrow();
    }

    private Optional<MyAccount> find(long holder, String number) {
        return accounts.of(holder).stream()
                .filter(account -> account.isOwn() && account.number().equals(number))
                .findFirst();
    }

    private static CardSettings ofFjordby() {
        Tenant tenant = Tenants.current();
        return new CardSettings(
                tenant.money(20_00),
                tenant.money(1_000_00),
                tenant.money(0),
                tenant.money(1_500_00),
                tenant.money(50_00),
                tenant.money(50_00),
                tenant.money(500_00),
                3,
                tenant.legalName(),
                tenant.contact().businessNumber(),
                null,
                "chip",
                null);
    }

    private static CardSettings ofKlosterby() {
        Tenant tenant = Tenants.current();
        return new CardSettings(
                tenant.money(20_00),
                tenant.money(1_000_00),
                tenant.money(2_50),
                tenant.money(1_000_00),
                tenant.money(50_00),
                tenant.money(50_00),
                tenant.money(500_00),
                3,
                tenant.legalName(),
                tenant.contact().businessNumber(),
                "FT 00000",
                "card",
                "4000");
    }
}
