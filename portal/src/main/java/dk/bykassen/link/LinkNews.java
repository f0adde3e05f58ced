package dk.bykassen.link;

import dk.bykassen.audit.Actor;
import dk.bykassen.card.AccountLeft;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.link.LinkStore.Link;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Notice.Access.What;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells both sides what becomes of access to an account: by e-mail, or by SMS to those who have no e-mail address. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class LinkNews {

    private final Accounts accounts;
    private final People people;
    private final Messages messages;
    private final InstantSource clock;

    LinkNews(Accounts accounts, People people, Messages messages, InstantSource clock) {
        this.accounts = accounts;
        this.people = people;
        this.messages = messages;
        this.clock = clock;
    }

    /** Those who decide are asked; the one who asked is named. */
    void asked(Request request, long account, long holder) {
        tell(
                What.ASKED,
                request.publicId(),
                name(request.requester()),
                name(holder),
                request.expiresAt(),
                accounts.deciding(account));
    }

    /** Nobody answered, or there was nobody to ask: said in the same words. */
    void inVain(Request request) {
        tell(What.NOT_GIVEN, request.publicId(), "", "", request.askedAt(), List.of(request.requester()));
    }

    void given(Link link) {
        Instant now = clock.instant();
        String holder = name(link.holder());
        List<Long> deciders = accounts.deciding(link.account()).stream()
                .filter(decider -> decider != link.person())
                .toList();
        tell(What.GIVEN, link.publicId(), name(link.person()), holder, now, deciders);
        What own = link.kind() == MyAccount.Kind.GUARDIAN ? What.DECIDES : What.OPENED;
        tell(own, link.publicId(), "", holder, now, List.of(link.person()));
    }

    /** Somebody who was linked looks after the child from now on. */
    void shared(Link link) {
        tell(What.DECIDES, link.publicId(), "", name(link.holder()), clock.instant(), List.of(link.person()));
    }

    /** @param by is not told what they did themselves */
    void ended(Link link, AccountLeft.Why why, Actor by) {
        Instant now = clock.instant();
        String person = name(link.person());
        String holder = name(link.holder());
        switch (why) {
            case GAVE_UP -> {}
            case TAKEN_AWAY -> tell(What.TAKEN_AWAY, link.publicId(), "", holder, now, List.of(link.person()));
            case CAME_OF_AGE -> {
                tell(What.CHILD_OF_AGE, link.publicId(), "", holder, now, List.of(link.person()));
                tell(What.OF_AGE, link.publicId(), "", holder, now, List.of(link.holder()));
                return;
            }
            case CUSTODY_ENDED -> tell(What.CUSTODY_ENDED, link.publicId(), "", holder, now, List.of(link.person()));
        }
        List<Long> others = accounts.deciding(link.account()).stream()
                .filter(decider -> !people.publicId(decider).toString().equals(by.id()))
                .toList();
        tell(What.OTHER_ENDED, link.publicId(), person, holder, now, others);
    }

    /** The holder's address is protected from now on. @param own the holder's link */
    void lookThrough(Link own) {
        tell(
                What.LOOK_THROUGH,
                own.publicId(),
                "",
                name(own.holder()),
                clock.instant(),
                accounts.deciding(own.account()));
    }

    private void tell(What what, UUID page, String person, String holder, Instant at, Collection<Long> readers) {
        Map<Long, Person> known = people.byIds(readers);
        var notice = new Notice.Access(what, person, holder, at, "/links/" + page);
        for (Person reader : known.values()) {
            // An address may be protected again some day; all else happens once to a request or a link.
            String once = what == What.LOOK_THROUGH ? page + ":" + at.toEpochMilli() : page.toString();
            String key = "link:" + what.name().toLowerCase(Locale.ROOT) + ":" + once + ":" + reader.publicId();
            messages.reach(reader.id(), notice, reader.language(), key);
        }
    }

    private String name(long person) {
        return people.names(List.of(person)).getOrDefault(person, "");
    }
}
