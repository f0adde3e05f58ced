package dk.bykassen.picture;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.HolderPictures;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.PersonPicture;
import dk.bykassen.identity.SignedIn;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The picture on an account, so that the canteen can recognise who holds it. Tills and staff see it, and besides them only who
 * sent it: not the other parent, not who merely pays in. Whoever decides over the account may put another in its place or take
 * it away at any time.
 */
@Service
@Transactional
class Pictures implements HolderPictures, PersonPicture {

    private final PictureStore store;
    private final Accounts accounts;
    private final People people;
    private final AuditTrail audit;
    private final InstantSource clock;

    Pictures(PictureStore store, Accounts accounts, People people, AuditTrail audit, InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<byte[]> jpeg(long account) {
        return store.jpeg(account);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<byte[]> of(Person person) {
        return store.ofHolder(person.id());
    }

    @Override
    @Transactional(readOnly = true)
    public Shown shownTo(SignedIn viewer, MyAccount account) {
        Optional<PictureStore.About> about = store.about(account.id());
        boolean mayChange = accounts.mayDecide(account);
        boolean isSeen = mayChange
                && about.filter(known -> known.uploadedBy() == viewer.personId())
                        .isPresent();
        return new Shown(about.isPresent(), isSeen, mayChange);
    }

    /** The picture for the one who sent it and still decides over the account; empty for everybody else. */
    @Transactional(readOnly = true)
    public Optional<byte[]> shown(SignedIn viewer, MyAccount account) {
        return shownTo(viewer, account).isSeen() ? store.jpeg(account.id()) : Optional.empty();
    }

    /** @param jpeg as {@link PictureMaker} made it */
    public void keep(SignedIn by, MyAccount account, byte[] jpeg) {
        store.keep(account.id(), jpeg, by.personId(), clock.instant());
        record(by, account, "picture.kept");
    }

    /** Taking it away again changes nothing. */
    public void remove(SignedIn by, MyAccount account) {
        if (store.remove(account.id())) {
            record(by, account, "picture.removed");
        }
    }

    private void record(SignedIn by, MyAccount account, String deed) {
        audit.write(Deed.by(Actor.citizen(by.publicId()), deed)
                .to(people.publicId(account.holderId()))
                .on(account.publicId()));
    }
}
