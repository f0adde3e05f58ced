package dk.bykassen.topup;

import dk.bykassen.card.CardTown;
import dk.bykassen.identity.Person;
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
}
