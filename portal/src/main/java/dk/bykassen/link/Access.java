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

    private final Issuing issuing;
    private final LinkStore links;
    private final RequestStore requests;
    private final ObjectProvider<AccountLeft> left;
    private final LinkNews news;
    private final AuditTrail audit;
    private final People people;
    private final InstantSource clock;

    Access(
            Issuing issuing,
            LinkStore links,
            RequestStore requests,
            ObjectProvider<AccountLeft> left,
            LinkNews news,
            AuditTrail audit,
            People people,
            InstantSource clock) {
        this.issuing = issuing;
        this.links = links;
        this.requests = requests;
        this.left = left;
        this.news = news;
        this.audit = audit;
        this.people = people;
        this.clock = clock;
    }

    /** Lets {@code person} act for {@code account} from now on; again it changes nothing. */
    void give(Actor by, long person, long account) {
        // The request first, as whoever approves it: two at once come one after the other instead of holding each other
        // up.
        requests.grant(person, account, clock.instant());
        if (issuing.link(by, person, account, MyAccount.Kind.LINKED)) {
            news.given(links.active(person, account).orElseThrow());
        }
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
