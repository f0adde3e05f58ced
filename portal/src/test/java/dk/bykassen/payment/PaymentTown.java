package dk.bykassen.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Money;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Books;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Proof;
import dk.bykassen.payment.gateway.nexi.NexiPeer;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.JobRunner;
import dk.bykassen.tenant.Tenant;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A town with a citizen, a purse and a gateway of its own. Jobs rest, so that a test decides who learns what, and when. */
@TownTest
abstract class PaymentTown {

    static final Currency DKK = Currency.getInstance("DKK");
    static final Locale DANISH = Locale.of("da");

    @Autowired
    Founding founding;

    @Autowired
    People people;

    @Autowired
    Ledger ledger;

    @Autowired
    Books books;

    @Autowired
    GatewayAccounts accounts;

    @Autowired
    Payments payments;

    @Autowired
    StoredCards cards;

    @Autowired
    Janitor janitor;

    @Autowired
    PaymentRegister register;

    @Autowired
    JobRunner jobs;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestTown.MovableClock clock;

    @Autowired
    TownEar ear;

    final NexiPeer peer = new NexiPeer();
    final UUID subject = UUID.randomUUID();
    Tenant town;
    Person karen;
    long purse;

    @BeforeEach
    void settleIn() throws InterruptedException {
        jobs.pause();
        clock.set("2026-11-21T10:00:00Z");
        town = TestTown.found(founding);
        karen = with(() -> people.create(NewPerson.named("Karen", "Holm", DANISH)));
        purse = with(() -> ledger.open(AccountKind.PURSE, DKK));
        with(() -> {
            accounts.set("nexi", peer.access());
            return true;
        });
        ear.subjects.add(subject);
    }

    @AfterEach
    void leave() {
        peer.close();
        clock.reset();
        jobs.resume();
    }

    /** Runs in a transaction for the town. */
    <T> T with(Supplier<T> work) {
        return TestTown.in(town, () -> transactions.execute(status -> work.get()));
    }

    /** Runs for the town, outside any transaction. */
    <T> T at(Supplier<T> work) {
        return TestTown.in(town, work::get);
    }

    NewPayment topUp(UUID click) {
        return topUp(click, 20_000, false, null);
    }

    NewPayment topUp(UUID click, long amount, boolean remember, Long storedCard) {
        return new NewPayment(
                PaymentKind.TOP_UP,
                karen.id(),
                purse,
                Money.of(amount, "DKK"),
                Money.of(300, "DKK"),
                "karen@example.com",
                null,
                DANISH,
                click,
                remember,
                storedCard,
                subject);
    }

    NewPayment autoTopUp(UUID click, long card) {
        return new NewPayment(
                PaymentKind.AUTO_TOP_UP,
                karen.id(),
                purse,
                Money.of(20_000, "DKK"),
                Money.of(0, "DKK"),
                null,
                null,
                DANISH,
                click,
                false,
                card,
                subject);
    }

    NewPayment registration(UUID click) {
        return new NewPayment(
                PaymentKind.CARD_REGISTRATION,
                karen.id(),
                null,
                Money.of(0, "DKK"),
                Money.of(0, "DKK"),
                null,
                null,
                DANISH,
                click,
                true,
                null,
                subject);
    }

    /** Starts a top-up and returns its id; the window is open. */
    UUID openWindow() {
        return ((Started.Window) at(() -> payments.start(topUp(UUID.randomUUID())))).paymentId();
    }

    /** A card Karen has stored. */
    StoredCard storeCard() {
        UUID id = ((Started.Window) at(() -> payments.start(registration(UUID.randomUUID())))).paymentId();
        NexiPeer.Entry entry = entry(id);
        entry.storedCard = true;
        look(id);
        assertThat(state(id)).isEqualTo(PaymentState.PAID);
        return with(() -> cards.of(karen.id())).getLast();
    }

    /** The janitor looks at a payment now. */
    void look(UUID payment) {
        at(() -> janitor.look(payment.toString()));
    }

    void later(Duration step) {
        clock.advance(step);
    }

    PaymentView view(UUID payment) {
        return with(() -> payments.find(payment).orElseThrow());
    }

    PaymentState state(UUID payment) {
        return view(payment).state();
    }

    /** The payment in the gateway's books. */
    NexiPeer.Entry entry(UUID payment) {
        String reference = view(payment).reference();
        return peer.entries().stream()
                .filter(entry -> entry.reference().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    long balance() {
        return with(() -> ledger.balance(purse).minor());
    }

    long balanceOf(AccountKind kind) {
        return with(() -> ledger.balance(ledger.systemAccount(kind)).minor());
    }

    long count(String table) {
        return with(() ->
                jdbc.sql("select count(*) from " + table).query(Long.class).single());
    }

    List<String> steps(UUID payment) {
        return with(() -> jdbc.sql("""
                select s.from_state || ' ' || s.event || ' ' || s.to_state
                from payment.step s
                join payment.payment p on p.tenant_id = s.tenant_id and p.id = s.payment_id
                where p.public_id = ?
                order by s.id
                """).param(payment).query(String.class).list());
    }

    /** Every krone the gateway has taken is in our books, once, and the books balance. */
    void assertNothingLostOrDoubled() {
        assertThat(-balanceOf(AccountKind.GATEWAY)).isEqualTo(peer.taken());
        Proof proof = with(books::proof);
        assertThat(proof.trialBalance()).isZero();
        assertThat(proof.differences()).isEmpty();
    }
}
