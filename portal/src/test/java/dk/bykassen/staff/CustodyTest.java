package dk.bykassen.staff;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.card.Accounts;
import dk.bykassen.card.Issuing;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Custody of Emil changes: customer service ends one parent's access on his page. */
class CustodyTest extends DeskTown {

    @Autowired
    Issuing issuing;

    @Autowired
    Accounts accounts;

    private Person emil;
    private Person karen;
    private Person jens;
    private Visitor bo;

    @BeforeEach
    void twoParents() {
        inTown(() -> transactions.execute(status -> {
            emil = people.create(named("Emil").withBirthDate(LocalDate.of(2014, 9, 3)));
            karen = people.create(named("Karen"));
            jens = people.create(named("Jens"));
            long account = issuing.open(emil.id(), "30118204");
            issuing.link(karen.id(), account, MyAccount.Kind.GUARDIAN);
            issuing.link(jens.id(), account, MyAccount.Kind.GUARDIAN);
            return true;
        }));
        bo = member(Role.CUSTOMER_SERVICE);
    }

    @Test
    void oneParentGoesForTheReasonThatOpenedThePage() {
        String page = "/staff/people/" + emil.publicId();
        String act = page + "/acts/end-guardianship/" + link(jens);
        assertThat(bo.get(act).location()).isEqualTo(page);
        assertThat(post(act).location()).isEqualTo(page);
        assertThat(acts(jens)).isTrue();

        openThePage();
        assertThat(bo.get(page).body()).contains("Hvem har adgang til kontoen", "Jens Holm", act);
        assertThat(bo.get(act).body())
                .contains("Fjern adgangen for Jens Holm til kontoen for Emil Holm?", "neutral besked");
        assertThat(post(act).location()).isEqualTo(page);

        assertThat(acts(jens)).isFalse();
        assertThat(acts(karen)).isTrue();
        assertThat(bo.get(page).body()).contains("Karen Holm").doesNotContain(act);
        assertThat(reasons("link.ended")).containsExactly("Bo Jensen case Sag 26/1234 " + jens.publicId());
        assertThat(reasons("link.account.unshared")).containsExactly("Bo Jensen case Sag 26/1234 " + emil.publicId());
        // Once more, from a page that was still open.
        assertThat(bo.get(act).location()).isEqualTo(page);
        assertThat(post(act).location()).isEqualTo(page);
        assertThat(reasons("link.ended")).hasSize(1);
    }

    @Test
    void theTownNamesWhoeverIsLinkedAGuardianOfTheChild() {
        Person nina = inTown(() -> transactions.execute(status -> {
            Person grownUp = people.create(named("Nina").withBirthDate(LocalDate.of(1980, 2, 1)));
            issuing.link(grownUp.id(), accounts.of(emil.id()).getFirst().id(), MyAccount.Kind.LINKED);
            return grownUp;
        }));
        String page = "/staff/people/" + emil.publicId();
        String act = page + "/acts/name-guardian/" + link(nina);
        post(act);
        assertThat(decides(nina)).isFalse();

        openThePage();
        assertThat(bo.get(page).body()).contains(act, "Er forælder eller værge");
        assertThat(bo.get(act).body()).contains("Skal Nina Holm bestemme over kontoen for Emil Holm?");
        post(act);
        post(act);

        assertThat(decides(nina)).isTrue();
        assertThat(bo.get(page).body()).doesNotContain(act);
        assertThat(reasons("link.guardian.named"))
                .containsExactlyInAnyOrder(
                        "Bo Jensen case Sag 26/1234 " + nina.publicId(),
                        "Bo Jensen case Sag 26/1234 " + emil.publicId());
    }

    @Test
    void nothingElseIsEndedThisWay() {
        openThePage();
        String page = "/staff/people/" + emil.publicId() + "/acts/";
        assertThat(bo.get(page + "end-guardianship/" + link(emil)).status()).isEqualTo(303);
        post(page + "end-guardianship/" + link(emil));
        post(page + "end-guardianship/" + UUID.randomUUID());
        assertThat(bo.get(page + "end-everything/" + link(jens)).status()).isEqualTo(404);
        assertThat(post(page + "end-everything/" + link(jens)).status()).isEqualTo(404);
        assertThat(acts(emil) && acts(karen) && acts(jens)).isTrue();
    }

    private void openThePage() {
        post(bo, "/staff/people/" + emil.publicId() + "/reason", Map.of("reason", "case", "words", "Sag 26/1234"));
    }

    private Visitor.Answer post(String path) {
        return post(bo, path, Map.of());
    }

    private boolean decides(Person person) {
        return inTown(() -> accounts.of(person.id()).stream().anyMatch(accounts::mayDecide));
    }

    private boolean acts(Person person) {
        return !inTown(() -> accounts.of(person.id())).isEmpty();
    }

    private UUID link(Person person) {
        return inTown(() -> transactions.execute(
                status -> jdbc.sql("select public_id from card.link where tenant_id = ? and person_id = ?")
                        .params(town.id(), person.id())
                        .query(UUID.class)
                        .single()));
    }

    private List<String> reasons(String action) {
        return inTown(() -> transactions.execute(status ->
                jdbc.sql("""
                        select concat_ws(' ', actor_name, reason_kind, reason, person)
                        from audit.entry
                        where tenant_id = ? and action = ?
                        """).params(town.id(), action).query(String.class).list()));
    }

    private static NewPerson named(String first) {
        return NewPerson.named(first, "Holm", Locale.of("da"));
    }
}
