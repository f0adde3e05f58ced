package dk.bykassen.card;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.tenant.Tenant;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The same town, seen through browsers. */
abstract class CardBrowser extends CardTown {

    @LocalServerPort
    int port;

    @Autowired
    Doorway doorway;

    Visitor signedIn(Person person) {
        return signedIn(town, person);
    }

    Visitor signedIn(Tenant where, Person person) {
        var visitor = new Visitor(port, where.hosts().getFirst());
        TestTown.in(where, () -> {
            doorway.signIn(where, person, visitor);
            return true;
        });
        return visitor;
    }

    /** Somebody of the town who may act for Emil's account. */
    Person acting(String firstName, MyAccount.Kind kind) {
        return with(() -> {
            Person person = people.create(NewPerson.named(firstName, "Holm", DANISH));
            issuing.link(person.id(), account().id(), kind);
            return person;
        });
    }

    void emilIsBorn(LocalDate date) {
        with(() -> jdbc.sql("update identity.person set birth_date = ? where tenant_id = ? and id = ?")
                .params(date, town.id(), emil.id())
                .update());
    }

    /** Makes every session of the town begin so long ago. */
    void age(Duration ago) {
        with(() -> jdbc.sql("update identity.session set created_at = ? where tenant_id = ?")
                .params(Timestamp.from(Instant.now().minus(ago)), town.id())
                .update());
    }

    Visitor.Answer send(Visitor visitor, String path, Map<String, String> fields) {
        var form = new java.util.HashMap<>(fields);
        form.put("_csrf", visitor.get("/accounts").csrf());
        return visitor.post(path, form);
    }

    String home() {
        return "/accounts/" + account().publicId();
    }
}
