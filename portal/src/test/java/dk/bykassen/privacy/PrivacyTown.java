package dk.bykassen.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.GatewayTown;
import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.ChipSettings;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Money;
import dk.bykassen.kernel.PersonNumber;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Books;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.payment.NewPayment;
import dk.bykassen.payment.PaymentDesk;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.Started;
import dk.bykassen.payment.gateway.nexi.NexiPeer;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.TermsLibrary;
import dk.bykassen.till.Tills;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * A town with a mother who has an account of her own and looks after her son's, as his father does. Jobs rest: a test says
 * when one runs.
 */
abstract class PrivacyTown extends GatewayTown {

    static final String CPR = "7405831012";

    @LocalServerPort
    int port;

    @Autowired
    Issuing issuing;

    @Autowired
    Accounts accounts;

    @Autowired
    Ledger ledger;

    @Autowired
    Books books;

    @Autowired
    TermsLibrary terms;

    @Autowired
    Tills tills;

    @Autowired
    Doorway doorway;

    Person karen;
    Person emil;
    Person jens;
    MyAccount hers;
    MyAccount his;
    private UUID canteen;

    @BeforeEach
    void settleIn() {
        with(() -> {
            karen = people.create(NewPerson.named("Karen Fjordhild", "Ørnebjerg", DANISH)
                    .withNumber(PersonNumber.danish(CPR).orElseThrow())
                    .withContact("karen.oernebjerg@example.com", "+4520109901"));
            emil = people.create(NewPerson.named("Emil", "Lindegren", DANISH));
            jens = people.create(NewPerson.named("Jens Torkild", "Lindegren", DANISH)
                    .withContact("jens.lindegren@example.com", "+4520109902"));
            issuing.decide(ChipSettings.withMaxBalance(town, 1_000_000_00));
            long own = issuing.open(karen.id(), "70118201");
            issuing.issue(own, "AAB0C1D2", "AAB0 C1D2");
            long child = issuing.open(emil.id(), "70118202");
            issuing.issue(child, "8D40B2F3", "8D40 B2F3");
            issuing.link(karen.id(), child, MyAccount.Kind.GUARDIAN);
            issuing.link(jens.id(), child, MyAccount.Kind.GUARDIAN);
            terms.publish("top_up", 1, DANISH, "Vilkår", "Du kan altid få pengene igen.", clock.instant());
            terms.publish("auto_top_up", 1, DANISH, "Vilkår", "Du kan altid stoppe.", clock.instant());
            canteen = tills.openUnit("Kantinen", "school");
            tills.addTill(canteen, "Kasse 1");
            hers = mine(karen, true);
            his = mine(karen, false);
            return true;
        });
    }

    MyAccount mine(Person person, boolean own) {
        return accounts.of(person.id()).stream()
                .filter(account -> account.isOwn() == own)
                .findFirst()
                .orElseThrow();
    }

    /** A browser of that person's, just signed in. */
    Visitor browserOf(Person person) {
        Visitor visitor = new Visitor(port, town.hosts().getFirst());
        doorway.signIn(town, person, visitor);
        return visitor;
    }

    /** A job runs once, as db-scheduler would run it; says whether it wants to run again. */
    boolean run(String bean, UUID id) {
        JobKind kind = portal.getBean(bean, JobKind.class);
        return TestTown.in(town, () -> {
            try {
                return kind.work().run(id.toString()) instanceof JobKind.Again;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    /** Somebody pays into an account and the gateway stores the card. */
    UUID pays(Person payer, MyAccount account, long kroner, boolean keepsCard) {
        long version = with(() -> terms.inForce("top_up", DANISH).orElseThrow().id());
        Started started = TestTown.in(
                town,
                () -> payments.start(new NewPayment(
                        PaymentKind.TOP_UP,
                        payer.id(),
                        account.purseId(),
                        kroner(kroner),
                        kroner(0),
                        payer.email(),
                        version,
                        DANISH,
                        UUID.randomUUID(),
                        keepsCard,
                        null,
                        account.publicId())));
        UUID payment = ((Started.Window) started).paymentId();
        NexiPeer.Entry entry = inTheGatewaysBooks(payment);
        entry.storedCard = keepsCard;
        peer.pay(entry);
        PaymentDesk.look(portal, town, payment);
        assertThat(with(() -> payments.find(payment).orElseThrow()).isPaid()).isTrue();
        return payment;
    }

    /** Money comes without a gateway, and all of it is spent on {@code meals} at the canteen: set-based, in a moment. */
    void history(MyAccount account, int meals) {
        with(() -> {
            ledger.post(Posting.of(
                    Uuid7.next(),
                    "GIFT",
                    clock.instant().minusSeconds(40L * 24 * 3600),
                    new Entry(
                            ledger.systemAccount(AccountKind.ADJUSTMENT),
                            account.purseId(),
                            Money.of(meals * 1400L, "DKK"),
                            TransferKind.CORRECTION)));
            return true;
        });
        try (Connection superuser = TestTown.superuser("town");
                PreparedStatement buy = superuser.prepareStatement("""
                        with meal as (
                            select g, at, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
                                       || substr(md5(g::text), 1, 3) || '8' || substr(md5(g || 'x' || ?), 1, 15))::uuid as id
                            from (
                                select g, ?::timestamptz - interval '39 days' + g * interval '5 minutes' as at
                                from generate_series(1, ?) g
                            ) times
                        ), place as (
                            select u.tenant_id, u.id as unit, t.id as till, a.account_id as merchant, p.id as purse
                            from till.unit u
                            join till.till t on t.tenant_id = u.tenant_id and t.unit_id = u.id
                            join ledger.account p on p.tenant_id = u.tenant_id and p.id = ?
                            join till.unit_account a on a.tenant_id = u.tenant_id and a.unit_id = u.id
                                and a.stripe = ledger.stripe_of(p.id)
                            where u.tenant_id = ? and u.public_id = ?
                        ), bought as (
                            insert into till.purchase (tenant_id, id, till_id, unit_id, card_number, account_id, at, decided_at,
                                total, currency, lines, result, balance_after, fingerprint)
                            select tenant_id, meal.id, till, unit, 'AAB0C1D2', purse, at, at, 1400, 'DKK',
                                   '[{"text":"Ostehaps","quantity":1,"amount":300,"group":"food","allergens":[]},
                                     {"text":"Yoghurt","quantity":1,"amount":600,"group":"food","allergens":[]},
                                     {"text":"Stor grovbolle","quantity":1,"amount":500,"group":"food","allergens":[]}]'::jsonb,
                                   'approved', (? - meal.g) * 1400, sha256(meal.id::text::bytea)
                            from meal, place
                        ), moved as (
                            update ledger.account a
                            set balance = a.balance + case when a.id = place.purse then -1 else 1 end * ? * 1400
                            from place
                            where a.tenant_id = place.tenant_id and a.id in (place.purse, place.merchant)
                        )
                        insert into ledger.transfer
                            (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, at)
                        select tenant_id, meal.id, purse, merchant, 1400, 'DKK', 'purchase', at
                        from meal, place
                        order by meal.g
                        """)) {
            buy.setString(1, Long.toString(account.purseId()));
            buy.setTimestamp(2, java.sql.Timestamp.from(clock.instant()));
            buy.setInt(3, meals);
            buy.setLong(4, account.purseId());
            buy.setInt(5, town.id());
            buy.setObject(6, canteen);
            buy.setInt(7, meals);
            buy.setInt(8, meals);
            assertThat(buy.executeUpdate()).isEqualTo(meals);
            // As the database does by itself before long.
            superuser.createStatement().execute("analyze ledger.transfer, till.purchase");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        assertThat(with(books::proof).holds()).isTrue();
    }

    List<String> strings(String sql) {
        return with(() -> jdbc.sql(sql).query(String.class).list());
    }
}
