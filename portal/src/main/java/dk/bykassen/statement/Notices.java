package dk.bykassen.statement;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.AccountLeft;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Reunion;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Money;
import dk.bykassen.ledger.BalancesMoved;
import dk.bykassen.tenant.Jobs;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The levels below which people want to be told, as they set them and as balances pass them. */
@Service
@Transactional
class Notices implements AccountLeft, BalancesMoved, Reunion {

    private final NoticeStore store;
    private final Jobs jobs;
    private final AuditTrail audit;
    private final InstantSource clock;

    Notices(NoticeStore store, Jobs jobs, AuditTrail audit, InstantSource clock) {
        this.store = store;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<NoticeLevel> of(long person, MyAccount account) {
        return store.find(person, account.id());
    }

    /** A level the balance is below already is due once the balance has been above. */
    public void set(SignedIn viewer, MyAccount account, Money level, boolean byEmail, boolean bySms) {
        long balance = store.lock(account.id()).map(NoticeStore.Balance::minor).orElse(0L);
        store.set(viewer.personId(), account.id(), level, byEmail, bySms, level.minor() <= balance, clock.instant());
        store.callAtHighest(account.id());
        audit.write(Deed.by(Actor.citizen(viewer.publicId()), "statement.notice.set")
                .to(viewer.publicId())
                .on(account.publicId()));
    }

    /** Ends it; ending it twice changes nothing. */
    public void end(SignedIn viewer, MyAccount account) {
        if (end(viewer.personId(), account.id())) {
            audit.write(Deed.by(Actor.citizen(viewer.publicId()), "statement.notice.ended")
                    .to(viewer.publicId())
                    .on(account.publicId()));
        }
    }

    @Override
    public void left(long person, long account, Why why) {
        end(person, account);
    }

    private boolean end(long person, long account) {
        store.lock(account);
        boolean ended = store.remove(person, account);
        store.callAtHighest(account);
        return ended;
    }

    /** Whatever else moved a balance is looked at by the same call as a purchase. */
    @Override
    public void moved(Collection<Long> accounts, UUID group) {
        store.risen(accounts).forEach(account -> jobs.enqueue(LowBalanceCalls.CALL, account + "/" + group));
    }

    @Override
    public void move(long from, long to) {
        store.move(from, to);
        store.accountsOf(to).forEach(account -> {
            store.lock(account);
            store.callAtHighest(account);
        });
    }
}
