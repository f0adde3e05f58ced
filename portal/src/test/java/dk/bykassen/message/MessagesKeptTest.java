package dk.bykassen.message;

import static dk.bykassen.message.NoticesAboutEmil.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of a message in the database: no address anybody could read, and of strangers nothing after a month. */
class MessagesKeptTest extends AtThePostOffice {

    @Test
    void whatWentToNobodyKnownIsForgottenAfterAMonth() throws Exception {
        clock.set("2026-11-21T11:30:00Z");
        Person karen = TestTown.in(
                town,
                () -> people.create(NewPerson.named("Karen", "Holm", DANISH).withContact(address, null)));
        send(receipt(), "stranger:1");
        sendTo(new Recipient.EmailOf(karen.id()), receipt(), "karen:1");
        settle();
        clock.advance(Duration.ofDays(29));
        send(receipt(), "stranger:2");
        settle();
        assertThat(keys()).containsExactly("stranger:1", "karen:1", "stranger:2");

        clock.advance(Duration.ofDays(2));
        send(receipt(), "stranger:3");
        assertThat(keys()).containsExactly("karen:1", "stranger:2", "stranger:3");
    }

    @Test
    void theDatabaseHoldsNoAddressThatCouldBeRead() throws SQLException {
        send(receipt(), "receipt:1");
        try (var connection = TestTown.superuser("town");
                var sql = connection.createStatement();
                var rows = sql.executeQuery(
                        "select encode(address, 'escape') || t::text from message.message t where tenant_id = "
                                + town.id())) {
            rows.next();
            assertThat(rows.getString(1)).doesNotContain(address, "example.com");
        }
    }

    private List<String> keys() {
        return TestTown.in(
                town,
                () -> transactions.execute(status -> jdbc.sql("select key from message.message order by id")
                        .query(String.class)
                        .list()));
    }
}
