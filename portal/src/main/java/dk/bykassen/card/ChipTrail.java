package dk.bykassen.card;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes down what became of a chip, and lets the modules hear of it whose work waits or goes on with it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ChipTrail {

    private final AccountStore accounts;
    private final People people;
    private final AuditTrail audit;
    private final ObjectProvider<ChipTurned> listeners;

    ChipTrail(AccountStore accounts, People people, AuditTrail audit, ObjectProvider<ChipTurned> listeners) {
        this.accounts = accounts;
        this.people = people;
        this.audit = audit;
        this.listeners = listeners;
    }

    /** The holder of {@code account} reads that {@code by} did {@code deed} to a chip of it. */
    public void record(Actor by, String deed, long account, UUID chip) {
        long holder = accounts.find(account).orElseThrow().holderId();
        audit.write(Deed.by(by, deed).to(people.publicId(holder)).on(chip));
    }

    /** As {@link #record}, for a deed that changes what the account's chips can do. */
    public void turned(Actor by, String deed, long account, UUID chip) {
        record(by, deed, account, chip);
        listeners.forEach(listener -> listener.turned(account));
    }
}
