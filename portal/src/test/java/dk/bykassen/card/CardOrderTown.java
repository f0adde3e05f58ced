package dk.bykassen.card;

import dk.bykassen.Visitor;
import dk.bykassen.audit.AuditTrail;
import dk.bykassen.card.press.PressPeer;
import dk.bykassen.identity.Details;
import dk.bykassen.identity.Person;
import dk.bykassen.tenant.JobKind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A town where new cards are ordered for 50 kr., a pupil with an address, and a press. */
abstract class CardOrderTown extends CardBrowser {

    static final String NEW_NUMBER = "99887766";

    @Autowired
    CardOrderStore orderStore;

    @Autowired
    CardFees fees;

    @Autowired
    CardOrderNews news;

    @Autowired
    AuditTrail audit;

    final PressPeer press = new PressPeer();
    Visitor browser;

    @BeforeEach
    void cardsAreOrderedHere() {
        emilIsBorn(LocalDate.of(2014, 9, 3));
        rule(50, Duration.ofMinutes(30));
        livesAt(emil, "Strandvej 1", "9000", "Aalborg");
        give(200);
        with(() -> {
            people.changeContact(karen.id(), dk.bykassen.identity.Channel.EMAIL, "karen.holm@example.com");
            return people.proveContact(karen.id(), dk.bykassen.identity.Channel.EMAIL, "karen.holm@example.com");
        });
        browser = signedIn(karen);
    }

    @AfterEach
    void thePressGoesHome() {
        press.close();
    }

    void rule(long fee, Duration undo) {
        with(() -> {
            issuing.decide(new NewCards(NewCards.Way.ORDER, kroner(fee), NewCards.Delivery.ADDRESS, undo));
            return true;
        });
    }

    /** The job that leads an order through the press of this test. */
    JobKind.Outcome advance(CardOrder order) {
        var production = new CardProduction(
                orderStore, press.client(), accounts, fees, news, people, audit, transactions, clock);
        return at(() -> production.advance(order.publicId().toString()));
    }

    /** Orders a card through the pages. */
    Visitor.Answer order(Visitor visitor, String reason) {
        return visitor.post(home() + "/cards/new", checked(visitor, reason));
    }

    /** The form of the page on which everything is read once more. */
    Map<String, String> checked(Visitor visitor, String reason) {
        String page = visitor.get(home() + "/cards/new/check?reason=" + reason + "&card=" + chip())
                .body();
        var form = new HashMap<String, String>();
        Pattern.compile("<input type=\"hidden\" name=\"([a-z_]+)\" value=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .forEach(field -> form.put(field.group(1), field.group(2)));
        form.put("_csrf", visitor.get("/accounts").csrf());
        return form;
    }

    /** An order whose card is in the post. */
    CardOrder sent() {
        order(browser, "defective");
        CardOrder order = newest();
        clock.advance(Duration.ofMinutes(31));
        press.make(order.publicId().toString(), NEW_NUMBER, "4000 " + NEW_NUMBER);
        advance(order);
        return newest();
    }

    CardOrder newest() {
        return with(() -> orderStore.newest(account().id()).orElseThrow());
    }

    Chip first() {
        return account().chips().getLast();
    }

    String chip() {
        return first().publicId().toString();
    }

    /** What the account's ledger says of fees, oldest first. */
    List<String> feeMovements() {
        return with(() -> jdbc.sql("""
                select kind || ' ' || amount from ledger.transfer
                where tenant_id = ? and kind in ('card_fee', 'card_fee_back')
                order by id
                """).param(town.id()).query(String.class).list());
    }

    List<String> deedsOn(UUID subject) {
        return with(() -> jdbc.sql("select action from audit.entry where tenant_id = ? and subject = ? order by id")
                .params(town.id(), subject.toString())
                .query(String.class)
                .list());
    }

    void livesAt(Person person, String address, String postcode, String city) {
        with(() -> {
            Person now = people.find(person.id()).orElseThrow();
            Details was = Details.of(now);
            return people.change(
                    dk.bykassen.audit.Actor.system(),
                    person.id(),
                    now.version(),
                    new Details(
                            was.firstName(),
                            was.lastName(),
                            was.birthDate(),
                            was.gender(),
                            was.privatePhone(),
                            was.workPhone(),
                            was.language(),
                            address.isEmpty() ? null : address,
                            postcode.isEmpty() ? null : postcode,
                            city.isEmpty() ? null : city,
                            was.company()),
                    now.email(),
                    now.mobile());
        });
    }
}
