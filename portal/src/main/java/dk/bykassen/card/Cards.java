package dk.bykassen.card;

import dk.bykassen.audit.Actor;
import dk.bykassen.identity.SignedIn;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * <i>Spær kort</i> and <i>Aktiver kort</i>. A blocked chip is refused from the next purchase on and cannot be topped up; the
 * money stays on the account. Saying either twice changes nothing.
 */
@Service
@Transactional
class Cards {

    private final ChipStore store;
    private final ChipTrail trail;
    private final InstantSource clock;

    Cards(ChipStore store, ChipTrail trail, InstantSource clock) {
        this.store = store;
        this.trail = trail;
        this.clock = clock;
    }

    public void block(SignedIn by, MyAccount account, UUID chip) {
        if (store.block(account.id(), chip, clock.instant())) {
            trail.turned(Actor.citizen(by.publicId()), "card.chip.blocked", account.id(), chip);
        }
    }

    /** A replaced chip stays replaced, and what the town blocked stays blocked. @return whether it can be used now */
    public boolean activate(SignedIn by, MyAccount account, UUID chip) {
        boolean isOpened = store.open(account.id(), chip);
        if (isOpened) {
            trail.turned(Actor.citizen(by.publicId()), "card.chip.activated", account.id(), chip);
        }
        return isOpened || account.chip(chip).filter(Chip::isActive).isPresent();
    }
}
