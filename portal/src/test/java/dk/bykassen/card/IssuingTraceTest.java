package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.audit.Entry;
import dk.bykassen.audit.Filter;
import dk.bykassen.identity.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is handed out and taken back leaves a trace with the one whose it is; card numbers stay out of it. */
class IssuingTraceTest extends CardTown {

    @Autowired
    AuditTrail audit;

    @Test
    void anAccountAndItsChipAreTracedByTheirPublicIds() {
        MyAccount account = account();
        Chip chip = account.chips().getFirst();
        with(() -> {
            issuing.block(chip.number());
            issuing.block(chip.number());
            return true;
        });
        assertThat(actions(emil))
                .containsExactly("card.chip.blocked", "card.account.shared", "card.chip.issued", "card.account.opened");
        assertThat(subjects(emil))
                .containsExactly(
                        chip.publicId().toString(),
                        account.publicId().toString(),
                        chip.publicId().toString(),
                        account.publicId().toString());
    }

    @Test
    void aLinkIsTracedOnceWithTheOneWhoMayActAndWithTheOneActedFor() {
        with(() -> {
            issuing.link(karen.id(), account().id(), MyAccount.Kind.GUARDIAN);
            return true;
        });
        assertThat(actions(karen)).containsExactly("card.link.given");
        assertThat(deeds(karen).getFirst().detail().get("kind")).isEqualTo("guardian");
        assertThat(actions(emil)).filteredOn("card.account.shared"::equals).hasSize(1);
    }

    @Test
    void noNumberOfACardOrAnAccountIsInTheTrail() {
        assertThat(with(() -> jdbc.sql("select count(*) from audit.entry e where e::text ~* '8D40B2F3|30118204'")
                        .query(Long.class)
                        .single()))
                .isZero();
    }

    private List<String> actions(Person person) {
        return deeds(person).stream().map(Deed::action).toList();
    }

    private List<String> subjects(Person person) {
        return deeds(person).stream().map(Deed::subject).toList();
    }

    private List<Deed> deeds(Person person) {
        return at(() -> audit.search(Filter.about(person.publicId()), null)).entries().stream()
                .map(Entry::deed)
                .toList();
    }
}
