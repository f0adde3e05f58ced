package dk.bykassen.topup;

import dk.bykassen.card.CardTown;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.payment.StoredCard;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

/** A town in which a mother tops up her son's account. Jobs rest: a test says when one runs. */
abstract class TopUpTown extends CardTown {

    @Autowired
    AutoTopUps orders;

    @Autowired
    AutoTopUpCharges charges;

    /** A till left the purse below the threshold: its job runs. */
    void call() {
        at(() -> charges.answerCall(account().id() + "/" + UUID.randomUUID()));
    }

    AutoTopUps.Wish wish(long kroner, boolean depositNow) {
        return wish(karen, kroner, depositNow);
    }

    AutoTopUps.Wish wish(Person owner, long kroner, boolean depositNow) {
        return new AutoTopUps.Wish(
                owner.id(),
                owner.publicId(),
                kroner(kroner),
                kroner(50),
                "karen@example.com",
                DANISH,
                terms,
                depositNow);
    }

    /** The standing order in force. */
    AutoTopUp order() {
        return with(() -> orders.inForce(account()).orElseThrow());
    }

    /** Karen's order of so many kroner, with a card stored in the window. */
    void begin(long kroner) {
        UUID registration = openRegistration();
        with(() -> done(() -> orders.beginWith(account(), wish(kroner, false), registration)));
        storeCardIn(registration);
        forgetCalls();
    }

    /** A card of Karen's, stored for nothing in particular. */
    StoredCard storedCard() {
        return storedCard(karen);
    }

    StoredCard storedCard(Person owner) {
        storeCardIn(openRegistration(owner));
        return with(() -> storedCards.of(owner.id())).getLast();
    }

    /** Somebody else who acts for Emil. */
    Person otherParent() {
        return with(() -> {
            Person jens = people.create(NewPerson.named("Jens", "Holm", DANISH));
            issuing.link(jens.id(), account().id(), MyAccount.Kind.GUARDIAN);
            return jens;
        });
    }

    /** When the next look at the account is due that no purchase calls for. */
    Instant nextLook() {
        return with(() -> jdbc.sql("""
                select min(execution_time) from platform.job where task_name = ? and task_instance like ?
                """)
                        .params(AutoTopUpCharges.CALL, town.id() + ":%")
                        .query(Timestamp.class)
                        .single())
                .toInstant();
    }

    /** The runner's work: every call that is due, and those they lead to. */
    void runDueCalls() {
        for (Optional<String> due = takeDueCall(); due.isPresent(); due = takeDueCall()) {
            String id = due.get();
            at(() -> charges.answerCall(id));
        }
    }

    /** As if those written so far had run. */
    void forgetCalls() {
        with(() -> jdbc.sql("delete from platform.job where task_name in (?, ?) and task_instance like ?")
                .params(AutoTopUpCharges.CALL, AutoTopUps.FIRST_DEPOSIT, town.id() + ":%")
                .update());
    }

    static boolean done(Runnable work) {
        work.run();
        return true;
    }

    private Optional<String> takeDueCall() {
        return with(() -> jdbc.sql("""
                delete from platform.job
                where (task_name, task_instance) in (
                    select task_name, task_instance
                    from platform.job
                    where task_name = ? and task_instance like ? and execution_time <= ?
                    order by execution_time, task_instance
                    limit 1)
                returning task_instance
                """)
                        .params(AutoTopUpCharges.CALL, town.id() + ":%", Timestamp.from(clock.instant()))
                        .query(String.class)
                        .optional())
                .map(instance -> instance.substring(instance.indexOf(':') + 1));
    }
}
