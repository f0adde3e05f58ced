package dk.bykassen.card;

import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.message.Messages;
import dk.bykassen.message.Notice;
import dk.bykassen.message.Recipient;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells everybody who decides over an account how far a new card is. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class CardOrderNews {

    private final Accounts accounts;
    private final People people;
    private final Messages messages;
    private final InstantSource clock;

    CardOrderNews(Accounts accounts, People people, Messages messages, InstantSource clock) {
        this.accounts = accounts;
        this.people = people;
        this.messages = messages;
        this.clock = clock;
    }

    public void tell(CardOrder order, MyAccount account, Notice.CardOrdered.Step step) {
        Map<Long, Person> known = people.byIds(accounts.deciding(account.id()));
        var notice =
                new Notice.CardOrdered(step, account.name(), order.fee(), clock.instant(), account.page() + "/cards");
        for (Person person : known.values()) {
            String key = "card-order:" + order.publicId() + ":" + NewCards.code(step) + ":" + person.publicId();
            messages.send(notice, new Recipient.EmailOf(person.id()), person.language(), key);
        }
    }
}
