package dk.bykassen.link;

import dk.bykassen.card.Accounts;
import dk.bykassen.card.Acting;
import dk.bykassen.card.Majority;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.link.LinkStore.Link;
import dk.bykassen.tenant.Tenants;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who may look after a child's account: somebody of age, for somebody who is not. */
@Component
class Family {

    private final Accounts accounts;
    private final LinkStore links;
    private final People people;
    private final InstantSource clock;

    Family(Accounts accounts, LinkStore links, People people, InstantSource clock) {
        this.accounts = accounts;
        this.links = links;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Whether {@code person} would be the first who looks after the child whose account it is. Where the town said that
     * somebody does so no more it is for the town to say who does: whoever lost custody knows both numbers and may tell them.
     */
    boolean wouldBeFirst(long person, long account) {
        boolean isLookedAfter =
                accounts.actingFor(account).stream().map(Acting::kind).anyMatch(MyAccount.Kind.GUARDIAN::equals);
        return !isLookedAfter
                && !links.hasCustodyEnded(account)
                && links.holder(account).filter(holder -> fits(person, holder)).isPresent();
    }

    /** Whether the one who is linked may be let decide as well. */
    boolean couldDecide(Link link) {
        return link.isActive() && link.kind() == MyAccount.Kind.LINKED && fits(link.person(), link.holder());
    }

    /** Whether somebody of whom it is known when they were born is of age. */
    boolean isOfAge(@Nullable Person person) {
        return person != null && Majority.isReached(person.birthDate(), today());
    }

    private boolean fits(long person, long holder) {
        Map<Long, Person> known = people.byIds(List.of(person, holder));
        Person child = known.get(holder);
        return child != null && Majority.isAhead(child.birthDate(), today()) && isOfAge(known.get(person));
    }

    private LocalDate today() {
        return Tenants.current().dayOf(clock.instant());
    }
}
