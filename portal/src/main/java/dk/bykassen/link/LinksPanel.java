package dk.bykassen.link;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.Deed;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.PersonAct;
import dk.bykassen.identity.PersonPanel;
import dk.bykassen.link.LinkStore.Link;
import dk.bykassen.web.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who acts for somebody's accounts, for the desk; when custody changes, a guardian's access ends here. */
@Component
class LinksPanel implements PersonPanel, PersonAct {

    private static final String NAME = "end-guardianship";

    private final LinkStore links;
    private final Guardianships guardianships;
    private final Family family;
    private final People people;

    LinksPanel(LinkStore links, Guardianships guardianships, Family family, People people) {
        this.links = links;
        this.guardianships = guardianships;
        this.family = family;
        this.people = people;
    }

    @Override
    public int order() {
        return 12;
    }

    @Override
    @Transactional(readOnly = true)
    public Panel of(Person person, Wording words) {
        List<Link> others = others(person);
        Map<Long, String> names =
                people.names(others.stream().map(Link::person).distinct().toList());
        return new Panel(
                "link.panel.title",
                others.stream()
                        .map(link -> new Row(
                                names.getOrDefault(link.person(), ""),
                                words.t("link.why." + link.kind().name().toLowerCase(Locale.ROOT)),
                                words.t("link.since", words.date(link.since())),
                                offer(link, words)))
                        .toList(),
                "link.panel.none");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Question> question(Person person, UUID thing, Wording words) {
        return guardian(person, thing)
                .map(link -> people.names(List.of(link.person())).getOrDefault(link.person(), ""))
                .map(guardian -> new Question(
                        words.t("link.custody.title", guardian, person.name()),
                        words.t("link.custody.means", guardian, person.name()),
                        words.t("link.custody.go")));
    }

    @Override
    @Transactional
    public void act(Person person, UUID thing, Actor by, UnaryOperator<Deed> because) {
        guardian(person, thing).ifPresent(link -> guardianships.endCustody(link, by, because));
    }

    private Optional<Link> guardian(Person person, UUID thing) {
        return others(person).stream()
                .filter(link -> link.publicId().equals(thing) && link.kind() == MyAccount.Kind.GUARDIAN)
                .findFirst();
    }

    private List<Link> others(Person holder) {
        return links.to(links.accountsOf(holder.id())).stream()
                .filter(link -> link.kind() != MyAccount.Kind.HOLDER)
                .toList();
    }

    private @Nullable Offer offer(Link link, Wording words) {
        if (link.kind() == MyAccount.Kind.GUARDIAN) {
            return new Offer(NAME, link.publicId(), words.t("link.custody.offer"));
        }
        return family.couldDecide(link)
                ? new Offer(GuardianNaming.NAME, link.publicId(), words.t("link.naming.offer"))
                : null;
    }
}
