package dk.bykassen.journey;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.payment.Charged;
import dk.bykassen.payment.NewPayment;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.Payments;
import dk.bykassen.payment.StoredCards;
import dk.bykassen.tenant.Tenants;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Families a story begins with, made behind the counter: a parent who can sign in, a child with a chip and money. Money comes
 * through the gateway, as all money does. Each story takes a child of its own, so that stories do not meet.
 */
final class Households {

    /** The people the simulated eID knows, and their numbers. */
    static final Map<String, String> NUMBERS = Map.of(
            "Karen Holm", "740583-1012",
            "Jens Holm", "620281-1015",
            "Anna Lund", "711185-1011",
            "Ny Borger", "650695-1019",
            "Sofie Lind", "690788-1014",
            "Peter Bech", "880972-1011");

    private static final AtomicInteger BORN = new AtomicInteger();

    private final JourneyTown town;

    Households(JourneyTown town) {
        this.town = town;
    }

    /**
     * A child and its account.
     *
     * @param name first and last name
     * @param path of the account's pages
     */
    record Child(String name, UUID account, long purse, String chip, String path) {

        String firstName() {
            return name.substring(0, name.indexOf(' '));
        }
    }

    /** A child of {@code parent} at fjordby with {@code minor} on its chip. */
    Child childOf(String parent, String firstName, long minor) {
        return childOf("fjordby", parent, firstName, minor);
    }

    Child childOf(String tenant, String parent, String firstName, long minor) {
        return town.in(tenant, () -> {
            int number = BORN.incrementAndGet();
            long guardian = know(parent);
            Issuing issuing = town.bean(Issuing.class);
            String chip = "AB%06X".formatted(number);
            Person child =
                    town.bean(People.class).create(NewPerson.named(firstName, lastName(parent), Locale.of("da")));
            town.bean(TransactionTemplate.class).executeWithoutResult(status -> {
                long account = issuing.open(child.id(), Integer.toString(800_000 + number));
                issuing.issue(account, chip, chip);
                issuing.link(guardian, account, MyAccount.Kind.GUARDIAN);
            });
            MyAccount account = town.bean(Accounts.class).of(child.id()).getFirst();
            if (minor > 0) {
                pay(account, minor);
            }
            return new Child(
                    account.name(), account.publicId(), account.purseId(), chip, "/accounts/" + account.publicId());
        });
    }

    /** Makes sure the town that is bound knows {@code name}. Returns the inside id. */
    long know(String name) {
        PersonNumber number = PersonNumber.danish(NUMBERS.get(name)).orElseThrow();
        People people = town.bean(People.class);
        return people.byNumber(number)
                .orElseGet(() -> people.create(NewPerson.named(firstName(name), lastName(name), Locale.of("da"))
                        .withNumber(number)
                        .withContact(email(name), null)))
                .id();
    }

    static String email(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com";
    }

    long balance(String tenant, Child child) {
        return town.in(
                tenant,
                () -> town.bean(dk.bykassen.ledger.Ledger.class)
                        .balance(child.purse())
                        .minor());
    }

    /** The address of the newest payment for {@code child}, which no page shows while its window stands open. */
    UUID paymentFor(String tenant, Child child) {
        return town.in(
                tenant,
                () -> town.bean(TransactionTemplate.class)
                        .execute(status -> town.bean(JdbcClient.class)
                                .sql(
                                        "select public_id from payment.payment where purse_id = ? order by id desc limit 1")
                                .param(child.purse())
                                .query(UUID.class)
                                .single()));
    }

    /** Karen's stored card is good for every child of fjordby. */
    private void pay(MyAccount account, long minor) {
        long karen = know("Karen Holm");
        Money amount = Tenants.current().money(minor);
        Charged charged = town.bean(Payments.class)
                .chargeStored(new NewPayment(
                        PaymentKind.TOP_UP,
                        karen,
                        account.purseId(),
                        amount,
                        Tenants.current().money(0),
                        null,
                        null,
                        Locale.of("da"),
                        UUID.randomUUID(),
                        false,
                        town.bean(StoredCards.class).of(karen).getFirst().id(),
                        account.publicId()));
        if (!(charged instanceof Charged.Paid)) {
            throw new AssertionError("the child's first money was not paid: " + charged);
        }
    }

    private static String firstName(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    private static String lastName(String name) {
        return name.substring(name.indexOf(' ') + 1);
    }
}
