package dk.bykassen.card;

import dk.bykassen.GatewayTown;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.ledger.AccountKind;
import dk.bykassen.ledger.Entry;
import dk.bykassen.ledger.Ledger;
import dk.bykassen.ledger.Posting;
import dk.bykassen.ledger.TransferKind;
import dk.bykassen.payment.NewPayment;
import dk.bykassen.payment.PaymentDesk;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.payment.Started;
import dk.bykassen.payment.StoredCard;
import dk.bykassen.payment.StoredCards;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A town with a mother, her son's chip account and a gateway. Jobs rest: a test says when one runs. */
public abstract class CardTown extends GatewayTown {

    @Autowired
    protected Issuing issuing;

    @Autowired
    protected Accounts accounts;

    @Autowired
    protected Ledger ledger;

    @Autowired
    protected StoredCards storedCards;

    protected Person karen;
    protected Person emil;
    protected long terms;
    private long account;

    @BeforeEach
    protected void settleIn() {
        with(() -> {
            karen = people.create(NewPerson.named("Karen", "Holm", DANISH));
            emil = people.create(NewPerson.named("Emil", "Holm", DANISH));
            issuing.decide(ChipSettings.of(town));
            account = issuing.open(emil.id(), "30118204");
            issuing.issue(account, "8d40b2f3", "8D40B2F3");
            issuing.link(karen.id(), account, MyAccount.Kind.GUARDIAN);
            terms = newTerms("auto_top_up");
            newTerms("top_up");
            return true;
        });
    }

    protected MyAccount account() {
        return with(() -> accounts.find(account).orElseThrow());
    }

    protected long balance() {
        return account().balance().minor();
    }

    /** Puts money on Emil's account without a gateway. */
    protected void give(long kroner) {
        move(AccountKind.ADJUSTMENT, kroner);
    }

    /** Emil buys; the books move as a till moves them. */
    protected void spend(long kroner) {
        with(() -> {
            ledger.post(Posting.of(
                    Uuid7.next(),
                    "LUNCH",
                    clock.instant(),
                    new Entry(
                            accounts.find(account).orElseThrow().purseId(),
                            ledger.systemAccount(AccountKind.ADJUSTMENT),
                            kroner(kroner),
                            TransferKind.CORRECTION)));
            return true;
        });
    }

    private void move(AccountKind from, long kroner) {
        with(() -> {
            ledger.post(Posting.of(
                    Uuid7.next(),
                    "GIFT",
                    clock.instant(),
                    new Entry(
                            ledger.systemAccount(from),
                            accounts.find(account).orElseThrow().purseId(),
                            kroner(kroner),
                            TransferKind.CORRECTION)));
            return true;
        });
    }

    /** Opens a window in which Karen stores a card, and returns the payment. */
    protected UUID openRegistration() {
        return openRegistration(karen);
    }

    protected UUID openRegistration(Person owner) {
        Started started = at(() -> payments.start(new NewPayment(
                PaymentKind.CARD_REGISTRATION,
                owner.id(),
                null,
                kroner(0),
                kroner(0),
                "karen@example.com",
                terms,
                DANISH,
                UUID.randomUUID(),
                true,
                null,
                account().publicId())));
        return ((Started.Window) started).paymentId();
    }

    /** She enters her card there, and the portal learns of it. */
    protected void storeCardIn(UUID registration) {
        inTheGatewaysBooks(registration).storedCard = true;
        PaymentDesk.look(portal, town, registration);
    }

    protected StoredCard newestCard() {
        return with(() -> storedCards.of(karen.id())).stream()
                .max((a, b) -> Long.compare(a.id(), b.id()))
                .orElseThrow();
    }

    /** Names of the messages written so far, oldest first. */
    protected List<String> messages() {
        return with(() -> jdbc.sql("select template from message.message order by id")
                .query(String.class)
                .list());
    }

    protected long waitingJobs(String kind) {
        return with(() -> jdbc.sql("select count(*) from platform.job where task_name = ? and task_instance like ?")
                .params(kind, town.id() + ":%")
                .query(Long.class)
                .single());
    }

    private long newTerms(String kind) {
        return jdbc.sql("""
                insert into tenant.terms (tenant_id, public_id, kind, version, language, title, body, published_at)
                values (?, ?, ?, 1, 'da', 'Vilkår', 'Du kan altid stoppe.', ?)
                returning id
                """)
                .params(town.id(), Uuid7.next(), kind, Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }
}
