package dk.bykassen.card;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import dk.bykassen.identity.SignedIn;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * <i>Spær kort</i> and <i>Aktiver kort</i>. A blocked chip is refused from the next purchase on and cannot be topped up; the
 * money stays on the account. Saying either twice changes nothing.
 */
@Service
@Transactional
class Cards {

    private final AccountStore store;
    private final People people;
    private final AuditTrail audit;
    private final ObjectProvider<ChipTurned> listeners;
    private final InstantSource clock;

    Cards(
            AccountStore store,
            People people,
            AuditTrail audit,
            ObjectProvider<ChipTurned> listeners,
            InstantSource clock) {
        this.store = store;
        this.people = people;
        this.audit = audit;
        this.listeners = listeners;
        this.clock = clock;
    }

    public void block(SignedIn by, MyAccount account, UUID chip) {
        turn(by, account, chip, Chip.Status.ACTIVE, Chip.Status.BLOCKED, "card.chip.blocked");
    }

    /** A replaced chip stays replaced. */
    public void activate(SignedIn by, MyAccount account, UUID chip) {
        turn(by, account, chip, Chip.Status.BLOCKED, Chip.Status.ACTIVE, "card.chip.activated");
    }

    private void turn(SignedIn by, MyAccount account, UUID chip, Chip.Status from, Chip.Status to, String deed) {
        if (store.turn(account.id(), chip, from, to, clock.instant())) {
            audit.write(Deed.by(Actor.citizen(by.publicId()), deed)
                    .to(people.publicId(account.holderId()))
                    .on(chip));
            listeners.forEach(listener -> listener.turned(account.id()));
        }
    }
}
