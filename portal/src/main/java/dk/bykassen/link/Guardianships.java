package dk.bykassen.link;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.AccountLeft;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.BecameProtected;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.link.LinkStore.Link;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Guardianship ends as it does in life: when the child comes of age, when custody changes, and with care when an address is
 * protected. Whoever looks after a child may let another who
 * is linked do so too; nobody gives it up or takes it away by a button of the portal: that is the town's to say.
 */
@Service
class Guardianships implements BecameProtected {

    private static final int STEP = 500;

    private final LinkStore links;
    private final RequestStore requests;
    private final Access access;
    private final LinkNews news;
    private final People people;
    private final Family family;
    private final TransactionTemplate transactions;

    Guardianships(
            LinkStore links,
            RequestStore requests,
            Access access,
            LinkNews news,
            People people,
            Family family,
            TransactionTemplate transactions) {
        this.links = links;
        this.requests = requests;
        this.access = access;
        this.news = news;
        this.people = people;
        this.family = family;
        this.transactions = transactions;
    }

    /**
     * Ends the links of guardians whose children are of age. What such a link may decide has ended with the day already, as
     * {@link dk.bykassen.card.Accounts#mayDecide} says.
     */
    void endThoseOfAge() {
        long after = 0;
        List<Link> step = guardians(after);
        while (!step.isEmpty()) {
            Map<Long, Person> children =
                    holders(step.stream().map(Link::holder).distinct().toList());
            step.stream()
                    .filter(link -> family.isOfAge(children.get(link.holder())))
                    .forEach(link -> transactions.executeWithoutResult(status ->
                            access.end(link, AccountLeft.Why.CAME_OF_AGE, Actor.system(), UnaryOperator.identity())));
            after = step.getLast().id();
            step = guardians(after);
        }
    }

    /** The town says that a guardian is one no more; false when it was said already, or was never so. */
    @Transactional
    public boolean endCustody(Link link, Actor by, UnaryOperator<Deed> because) {
        return link.kind() == MyAccount.Kind.GUARDIAN && access.end(link, AccountLeft.Why.CUSTODY_ENDED, by, because);
    }

    /** Nobody who waits learns anything by an answer any more, and guardians look through who has access. */
    @Override
    public void becameProtected(long person) {
        List<Long> accounts = links.accountsOf(person);
        requests.silence(accounts);
        links.to(accounts).stream()
                .filter(link -> link.kind() == MyAccount.Kind.HOLDER)
                .forEach(news::lookThrough);
    }

    private List<Link> guardians(long after) {
        return transactions.execute(status -> links.guardiansAfter(after, STEP));
    }

    private Map<Long, Person> holders(List<Long> ids) {
        return transactions.execute(status -> people.byIds(ids));
    }
}
