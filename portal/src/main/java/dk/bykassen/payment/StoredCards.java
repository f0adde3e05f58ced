package dk.bykassen.payment;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The cards people let us charge later. */
@Service
@Transactional
public class StoredCards {

    private final StoredCardStore store;
    private final ObjectProvider<StoredCardUse> uses;
    private final AuditTrail audit;
    private final InstantSource clock;

    StoredCards(StoredCardStore store, ObjectProvider<StoredCardUse> uses, AuditTrail audit, InstantSource clock) {
        this.store = store;
        this.uses = uses;
        this.audit = audit;
        this.clock = clock;
    }

    /** The cards {@code personId} has stored and not removed, oldest first. */
    @Transactional(readOnly = true)
    public List<StoredCard> of(long personId) {
        return store.of(personId);
    }

    /** A card by its inside id, removed ones included: a receipt still names its card. */
    @Transactional(readOnly = true)
    public Optional<StoredCard> find(long id) {
        return store.find(id);
    }

    /** A card of that person's, not removed. */
    @Transactional(readOnly = true)
    public Optional<StoredCard> find(long personId, UUID publicId) {
        return store.byPublicId(publicId).filter(card -> card.personId() == personId);
    }

    /** What stops working when {@code card} is removed. */
    @Transactional(readOnly = true)
    public List<StoredCardUse.Use> uses(StoredCard card) {
        return uses.stream().flatMap(use -> use.of(card).stream()).toList();
    }

    /**
     * Removes a card: it is never charged again, and what charged it stops. A charge already under way is followed to its end.
     *
     * @param actor public id of the person who asks
     * @return false when the person has no such card (any more)
     */
    public boolean remove(long personId, UUID actor, UUID publicId) {
        Optional<StoredCard> found = store.lock(publicId).filter(card -> card.personId() == personId);
        found.ifPresent(card -> {
            store.remove(card.id(), clock.instant());
            store.forgetToken(card.id());
            uses.stream().forEach(use -> use.removed(card));
            audit.write(Deed.by(Actor.citizen(actor), "payment.stored-card.removed")
                    .to(actor)
                    .on(card.publicId()));
        });
        return found.isPresent();
    }
}
