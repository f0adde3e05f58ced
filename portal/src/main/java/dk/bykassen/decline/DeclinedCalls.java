package dk.bykassen.decline;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.Acting;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Notice.Obstacle;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.till.DeclinedPurchases;
import dk.bykassen.till.DeclinedPurchases.Declined;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Answers the wave's call that a purchase was declined: everybody who decides over the account is told at once, with the way
 * to mend it. A till is tried two or three times and two tills in a row, so one message covers an hour of the same reason;
 * what has been mended by the time of the call is not told at all.
 */
@Service
class DeclinedCalls {

    /** The wave's job; its id is the purchase's. */
    static final String CALL = "declined-purchase";

    private static final Duration ONE_MESSAGE = Duration.ofHours(1);
    /** How long an automatic top-up may take to make the message needless. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DeclinedPurchases purchases;
    private final RefusalStore store;
    private final Accounts accounts;
    private final People people;
    private final Messages messages;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    DeclinedCalls(
            DeclinedPurchases purchases,
            RefusalStore store,
            Accounts accounts,
            People people,
            Messages messages,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.purchases = purchases;
        this.store = store;
        this.accounts = accounts;
        this.people = people;
        this.messages = messages;
        this.transactions = transactions;
        this.clock = clock;
    }

    JobKind.Outcome answer(UUID purchase) {
        return transactions.execute(
                status -> purchases.find(purchase).map(this::answer).orElseGet(JobKind::done));
    }

    private JobKind.Outcome answer(Declined declined) {
        store.keep(declined);
        Optional<Refusal> standing = standing(declined);
        if (standing.isEmpty()) {
            return JobKind.done();
        }
        MyAccount account = accounts.find(declined.account()).orElseThrow();
        Duration age = Duration.between(declined.at(), clock.instant());
        if (standing.get().obstacle() == Obstacle.NO_MONEY
                && account.autoTopUp() != null
                && age.compareTo(PATIENCE) < 0) {
            return JobKind.again(PATIENCE.minus(age));
        }
        if (store.tell(
                account.id(), declined.reason(), declined.at(), declined.at().minus(ONE_MESSAGE))) {
            tell(account, standing.get(), declined);
        }
        return JobKind.done();
    }

    /** What stands in the way, if it still does; a call answered on another day comes too late. */
    private Optional<Refusal> standing(Declined declined) {
        LocalDate today = Tenants.current().dayOf(clock.instant());
        return store.standing(List.of(declined.account()), today).stream()
                .filter(refusal -> refusal.reason().equals(declined.reason()))
                .findFirst();
    }

    private void tell(MyAccount account, Refusal refusal, Declined declined) {
        List<Acting> deciding = accounts.actingFor(account.id()).stream()
                .filter(Acting::decides)
                .toList();
        Map<Long, Person> known =
                people.byIds(deciding.stream().map(Acting::person).toList());
        for (Acting one : deciding) {
            Person person = known.get(one.person());
            if (person != null) {
                tell(person, notice(account, refusal, one.knowsWhere()), declined);
            }
        }
    }

    /** By e-mail, which holds the figures; by SMS whom no e-mail reaches. */
    private void tell(Person person, Notice notice, Declined declined) {
        messages.reach(person.id(), notice, person.language(), "declined:" + declined.id() + ":" + person.publicId());
    }

    private static Notice notice(MyAccount account, Refusal refusal, boolean knowsWhere) {
        boolean fillsItself = refusal.obstacle() != Obstacle.NO_MONEY || account.autoTopUp() != null;
        return new Notice.PurchaseDeclined(
                account.name(),
                refusal.total(),
                account.balance(),
                refusal.at(),
                knowsWhere ? refusal.unit() : null,
                refusal.obstacle(),
                refusal.limit(),
                refusal.mend(account.page()),
                fillsItself ? null : account.page() + "/auto-top-up",
                "/profile/consents",
                account.page());
    }
}
