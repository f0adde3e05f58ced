package dk.bykassen.decline;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.tenant.JobKind;
import dk.bykassen.till.Canteen.Chip;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Emil cannot pay: who hears of it, when, and how often. */
class DeclineNewsTest extends EmilAtTheTill {

    @Test
    void bothParentsAreToldAtOnceAndNobodyElse() {
        Person grandmother = grownUp("Bodil", "bodil@example.com", null);
        canteen.with(() -> {
            issuing.link(grandmother.id(), chip.account(), MyAccount.Kind.LINKED);
            return true;
        });

        assertThat(canteen.ask(chip, 35_00)).isEqualTo("insufficient_funds");
        answer();

        assertThat(told("person_id || ' ' || channel"))
                .containsExactlyInAnyOrder(karen.id() + " email", jens.id() + " email");
        assertThat(told("params ->> 'obstacle'")).containsOnly("NO_MONEY");
        assertThat(told("params ->> 'path'")).containsOnly(home() + "/top-up");
        assertThat(told("params ->> 'autoPath'")).containsOnly(home() + "/auto-top-up");
        assertThat(told("params ->> 'where'")).containsOnly("Fjordskolens kantine");
    }

    @Test
    void whoHasNoEmailIsToldBySmsAndWhoSaidNoIsLeftInPeace() {
        Person bodil = grownUp("Bodil", null, "+4520100009");
        canteen.with(() -> {
            issuing.link(bodil.id(), chip.account(), MyAccount.Kind.GUARDIAN);
            jdbc.sql("""
                    insert into profile.consent (tenant_id, person_id, purpose, given, version, at, channel)
                    values (?, ?, 'email', false, 1, ?, 'portal')
                    """)
                    .params(canteen.town.id(), karen.id(), java.sql.Timestamp.from(clock.instant()))
                    .update();
            return true;
        });

        canteen.ask(chip, 35_00);
        answer();

        assertThat(told("person_id || ' ' || channel"))
                .containsExactlyInAnyOrder(jens.id() + " email", bodil.id() + " sms");
    }

    @Test
    void aGrownUpHearsOfTheirOwnPurchase() {
        Chip own = canteen.chip(NewPerson.named("Ole", "Lund", DANISH).withBirthDate(LocalDate.of(1980, 2, 29)), 0);
        canteen.with(() -> {
            Person ole = people.find(accounts.find(own.account()).orElseThrow().holderId())
                    .orElseThrow();
            people.changeContact(ole.id(), Channel.EMAIL, "ole@example.com");
            issuing.link(ole.id(), own.account(), MyAccount.Kind.HOLDER);
            issuing.link(karen.id(), own.account(), MyAccount.Kind.LINKED);
            return true;
        });

        canteen.ask(own, 10_00);
        answer();

        assertThat(told("params ->> 'holder'")).containsExactly("Ole Lund");
    }

    @Test
    void theTillIsTriedThreeTimesAndOneMessageIsEnoughForAnHour() {
        for (int times = 0; times < 3; times++) {
            canteen.ask(chip, 35_00);
            clock.advance(Duration.ofSeconds(20));
        }
        answer();
        assertThat(told("key")).hasSize(2);

        canteen.rule(chip, NO_LIMITS, List.of("school"), List.of(), List.of());
        canteen.ask(chip, 10_00);
        answer();
        assertThat(told("key")).as("another reason").hasSize(4);

        clock.advance(Duration.ofMinutes(58));
        canteen.ask(chip, 35_00);
        answer();
        assertThat(told("key")).as("within the hour").hasSize(4);
        clock.advance(Duration.ofMinutes(2));
        canteen.ask(chip, 35_00);
        answer();
        assertThat(told("key")).as("an hour later").hasSize(6);
    }

    @Test
    void aCallAnsweredTwiceOrTheLaterOneFirstTellsOnce() {
        canteen.ask(chip, 35_00);
        clock.advance(Duration.ofSeconds(20));
        canteen.ask(chip, 35_00);
        List<UUID> waiting = waiting();

        run(waiting.getLast());
        run(waiting.getFirst());
        run(waiting.getLast());

        assertThat(told("key")).hasSize(2);
    }

    @Test
    void whatIsFineByThenIsNotTold() {
        canteen.ask(chip, 35_00);
        canteen.topUp(chip, 15_00);
        answer();

        assertThat(told("key")).isEmpty();
    }

    @Test
    void moneyThatIsNotEnoughYetIsToldAllTheSame() {
        canteen.ask(chip, 35_00);
        canteen.topUp(chip, 14_99);
        answer();

        assertThat(told("params ->> 'obstacle'")).containsExactly("NO_MONEY", "NO_MONEY");
    }

    @Test
    void anAutomaticTopUpIsGivenHalfAMinute() {
        canteen.autoTopUp(chip, 200_00, 50_00, "active");
        canteen.ask(chip, 35_00);
        UUID purchase = waiting().getFirst();

        assertThat(run(purchase)).isEqualTo(JobKind.again(Duration.ofSeconds(30)));
        assertThat(told("key")).isEmpty();
        clock.advance(Duration.ofSeconds(30));
        assertThat(run(purchase)).isEqualTo(JobKind.done());
        assertThat(told("key")).as("it has not come").hasSize(2);
        assertThat(told("params ->> 'autoPath'")).containsOnlyNulls();
    }

    @Test
    void yesterdaysLunchIsNobodysNewsToday() {
        canteen.ask(chip, 35_00);
        clock.advance(Duration.ofHours(13));
        answer();

        assertThat(told("key")).isEmpty();
    }
}
