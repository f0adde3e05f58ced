package dk.bykassen.link;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.AccountLeft;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.link.LinkStore.Link;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Gives access to accounts and ends it: whoever it concerns is told, and whatever hung on it ends with it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Access {

    private final Family family;
    private final Issuing issuing;
    private final LinkStore links;
    private final RequestStore requests;
    private final ObjectProvider<AccountLeft> left;
    private final LinkNews news;
    private final AuditTrail audit;
    private final People people;
    private final InstantSource clock;

    Access(
            Family family,
            Issuing issuing,
            LinkStore links,
            RequestStore requests,
            ObjectProvider<AccountLeft> left,
            LinkNews news,
            AuditTrail audit,
            People people,
            InstantSource clock) {
        this.family = family;
        this.issuing = issuing;
        this.links = links;
        this.requests = requests;
        this.left = left;
        this.news = news;
        this.audit = audit;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Lets {@code person}, who typed the right pair of numbers, act for {@code account}. The first grown-up to do so for a child
     * nobody looks after here is the one who looks after it: the town hands chips to families, and somebody has to set limits.
     */
    void giveForProof(Actor by, long person, long account) {
        // Two who type the pair in the same moment come one after the other.
        links.hold(account);
        give(
                by,
                person,
                account,
                family.wouldBeFirst(person, account) ? MyAccount.Kind.GUARDIAN : MyAccount.Kind.LINKED);
    }

    /** Lets {@code person} act for {@code account} because somebody who decides over it said so; again it changes nothing. */
    void giveForYes(Actor by, long person, long account) {
        give(by, person, account, MyAccount.Kind.LINKED);
    }

    private void give(Actor by, long person, long account, MyAccount.Kind kind) {
        // The request first, as whoever approves it: two at once come one after the other instead of holding each other
        // up.
        requests.grant(person, account, clock.instant());
        if (issuing.link(by, person, account, kind)) {
            news.given(links.active(person, account).orElseThrow());
        }
    }

    /** Lets the one who is linked look after the child as well; false when they do already, or are linked no more. */
    boolean share(Link link, Actor by, UnaryOperator<Deed> because) {
        if (!links.promote(link.id())) {
            return false;
        }
        for (long concerned : List.of(link.person(), link.holder())) {
            audit.write(because.apply(Deed.by(by, "link.guardian.named")
                    .to(people.publicId(concerned))
                    .on(link.accountPublicId())));
        }
        news.shared(link);
        return true;
    }

    /**
     * Ends {@code link}, unless it is the holder's own; again it changes nothing.
     *
     * @param because adds to the trail why it was done
     */
    boolean end(Link link, AccountLeft.Why why, Actor by, UnaryOperator<Deed> because) {
        if (!links.end(link.id(), why, clock.instant())) {
            return false;
        }
        left.orderedStream().forEach(part -> part.left(link.person(), link.account(), why));
        String reason = why.name().toLowerCase(Locale.ROOT).replace('_', '-');
        audit.write(because.apply(Deed.by(by, "link.ended")
                .to(people.publicId(link.person()))
                .on(link.accountPublicId())
                .with("why", reason)));
        // Whoever was acted for reads it as well.
        audit.write(because.apply(Deed.by(by, "link.account.unshared")
                .to(people.publicId(link.holder()))
                .on(link.accountPublicId())
                .with("why", reason)));
        news.ended(link, why, by);
        return true;
    }
}
