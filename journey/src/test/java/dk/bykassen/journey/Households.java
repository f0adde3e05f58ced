package dk.bykassen.journey;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.payment.Charged;
import dk.bykassen.payment.NewPayment;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.Payments;
import dk.bykassen.payment.Started;
import dk.bykassen.payment.StoredCards;
import dk.bykassen.tenant.Tenants;
import java.sql.Timestamp;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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

    /** {@code name} asks for access to the child's account at fjordby, which the guardian has not answered. */
    void ask(String name, Child child) {
        town.in("fjordby", () -> {
            long requester = know(name);
            Timestamp now = Timestamp.from(town.world().now());
            return town.bean(TransactionTemplate.class)
                    .execute(status -> town.bean(JdbcClient.class)
                            .sql("""
                            insert into link.request (tenant_id, public_id, requester_id, number_lookup, number_shown,
                                account_id, state, asked_at, expires_at)
                            select tenant_id, :id, :requester, sha256(public_id::text::bytea), '030914', id, 'waiting',
                                :now, :now::timestamptz + interval '14 days'
                            from card.account
                            where public_id = :account
                            """)
                            .param("id", Uuid7.next())
                            .param("requester", requester)
                            .param("now", now)
                            .param("account", child.account())
                            .update());
        });
    }

    /** The guardian's right to act for the child, at the town that is bound. */
    UUID linkTo(Child child) {
        return town.bean(TransactionTemplate.class)
                .execute(status -> town.bean(JdbcClient.class)
                        .sql("""
                        select l.public_id
                        from card.link l
                        join card.account a on a.tenant_id = l.tenant_id and a.id = l.account_id
                        where a.public_id = ? and l.kind = 'guardian'
                        """)
                        .param(child.account())
                        .query(UUID.class)
                        .single());
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

    /** A payment of 100,00 by Karen whose window stands open. */
    record Begun(UUID id, String window) {}

    Begun startPayment(String tenant, Child child) {
        return startPayment(tenant, "Karen Holm", child);
    }

    Begun startPayment(String tenant, String payer, Child child) {
        return begin(tenant, () -> order(payer, child.purse(), child.account(), 100_00, false));
    }

    /** Stores a card for {@code payer} by way of the gateway's window. Returns the payment that did it. */
    UUID storeCard(String tenant, String payer, Child child) {
        Begun begun = begin(tenant, () -> {
            Money nothing = Tenants.current().money(0);
            return new NewPayment(
                    PaymentKind.CARD_REGISTRATION,
                    know(payer),
                    null,
                    nothing,
                    nothing,
                    null,
                    null,
                    Locale.of("da"),
                    UUID.randomUUID(),
                    true,
                    null,
                    child.account());
        });
        finish(tenant, begun);
        return begun.id();
    }

    private Begun begin(String tenant, Supplier<NewPayment> order) {
        return town.in(tenant, () -> {
            Started started = town.bean(Payments.class).start(order.get());
            return switch (started) {
                case Started.Window(var window, var id) -> new Begun(id, window.toString());
                case Started.Unknown(var id) -> new Begun(id, "");
                default -> throw new AssertionError("the payment did not begin: " + started);
            };
        });
    }

    private void finish(String tenant, Begun begun) {
        town.world().payInWindow(begun.window(), CardWindow.VISA);
        town.world().visit(town.origin(tenant) + "/payments/" + begun.id() + "/return");
    }

    /** A payment of 100,00 that went through. */
    UUID paid(String tenant, Child child) {
        Begun begun = startPayment(tenant, child);
        finish(tenant, begun);
        return begun.id();
    }

    /** A payment of 100,00 with Karen's stored card, whatever comes of it. */
    UUID chargeStored(String tenant, Child child) {
        return town.in(tenant, () -> {
            Charged charged = town.bean(Payments.class)
                    .chargeStored(order("Karen Holm", child.purse(), child.account(), 100_00, true));
            return switch (charged) {
                case Charged.Paid(var id) -> id;
                case Charged.Declined(var id, var reason) -> id;
                case Charged.Unknown(var id) -> id;
                default -> throw new AssertionError("the charge was not begun: " + charged);
            };
        });
    }

    /** As the child's own people do, so that they may open it again. */
    void block(String tenant, Child child) {
        town.in(tenant, () -> {
            town.bean(Issuing.class).block(child.chip());
            town.bean(TransactionTemplate.class)
                    .executeWithoutResult(status -> town.bean(JdbcClient.class)
                            .sql("update card.chip set blocked_by = 'citizen' where tenant_id = ? and number = ?")
                            .params(Tenants.current().id(), child.chip())
                            .update());
            return true;
        });
    }

    private void pay(MyAccount account, long minor) {
        Charged charged = town.bean(Payments.class)
                .chargeStored(order("Karen Holm", account.purseId(), account.publicId(), minor, true));
        if (!(charged instanceof Charged.Paid)) {
            throw new AssertionError("the child's first money was not paid: " + charged);
        }
    }

    /** A payment that somebody may make for any child of the town, with the first card they stored or in the window. */
    private NewPayment order(String payer, long purse, UUID account, long minor, boolean stored) {
        long person = know(payer);
        return new NewPayment(
                PaymentKind.TOP_UP,
                person,
                purse,
                Tenants.current().money(minor),
                Tenants.current().money(0),
                null,
                null,
                Locale.of("da"),
                UUID.randomUUID(),
                false,
                stored ? town.bean(StoredCards.class).of(person).getFirst().id() : null,
                account);
    }

    private static String firstName(String name) {
        return name.substring(0, name.indexOf(' '));
    }

    private static String lastName(String name) {
        return name.substring(name.indexOf(' ') + 1);
    }
}
