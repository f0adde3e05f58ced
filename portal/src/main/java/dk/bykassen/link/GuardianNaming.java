package dk.bykassen.link;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.PersonAct;
import dk.bykassen.link.LinkStore.Link;
import dk.bykassen.web.Wording;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The town says that somebody who is linked to a child looks after it. */
@Component
class GuardianNaming implements PersonAct {

    static final String NAME = "name-guardian";

    private final LinkStore links;
    private final Family family;
    private final Access access;
    private final People people;

    GuardianNaming(LinkStore links, Family family, Access access, People people) {
        this.links = links;
        this.family = family;
        this.access = access;
        this.people = people;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Question> question(Person child, UUID thing, Wording words) {
        return linked(child, thing)
                .map(link -> people.names(List.of(link.person())).getOrDefault(link.person(), ""))
                .map(name -> new Question(
                        words.t("link.naming.title", name, child.name()),
                        words.t("link.naming.means", name, child.name()),
                        words.t("link.naming.go")));
    }

    @Override
    @Transactional
    public void act(Person child, UUID thing, Actor by, UnaryOperator<Deed> because) {
        linked(child, thing).ifPresent(link -> access.share(link, by, because));
    }

    private Optional<Link> linked(Person child, UUID thing) {
        return links.find(thing).filter(link -> link.holder() == child.id() && family.couldDecide(link));
    }
}
