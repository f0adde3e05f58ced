package dk.bykassen.link;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.AccountLeft;
import dk.bykassen.card.Majority;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.BecameProtected;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.link.LinkStore.Link;
import dk.bykassen.tenant.Tenants;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Guardianship ends as it does in life: when the child comes of age, when custody changes, and with care when an address is
 * protected. The town says who is a guardian; nobody gives it up or takes it away by a button of the portal.
 */
@Service
class Guardianships implements BecameProtected {

    private static final int STEP = 500;

    private final LinkStore links;
    private final RequestStore requests;
    private final Access access;
    private final LinkNews news;
    private final People people;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    Guardianships(
            LinkStore links,
            RequestStore requests,
            Access access,
            LinkNews news,
            People people,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.links = links;
        this.requests = requests;
        this.access = access;
        this.news = news;
        this.people = people;
        this.transactions = transactions;
        this.clock = clock;
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
                    .filter(link -> isOfAge(children.get(link.holder())))
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

    private boolean isOfAge(@Nullable Person child) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Tenants.current().zone());
        return child != null
                && child.birthDate() != null
                && !Majority.of(child.birthDate()).isAfter(today);
    }

    private List<Link> guardians(long after) {
        return transactions.execute(status -> links.guardiansAfter(after, STEP));
    }

    private Map<Long, Person> holders(List<Long> ids) {
        return transactions.execute(status -> people.byIds(ids));
    }
}
