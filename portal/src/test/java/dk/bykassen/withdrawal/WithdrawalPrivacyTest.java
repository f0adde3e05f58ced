package dk.bykassen.withdrawal;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.ReunionDesk;
import dk.bykassen.kernel.PersonalData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What other parents, children and strangers see of a withdrawal, how it is kept, and when it is forgotten. */
class WithdrawalPrivacyTest extends WithdrawalTown {

    @Test
    void otherParentsSeeThatMoneyLeftAndNotWhereTo() {
        UUID id = withdrawn(his, "50");
        Person jens = otherParent();
        String page = signedIn(jens).get("/withdrawals/" + id).body();
        assertThat(page)
                .contains("50,00\u00a0kr. er på vej", "Emil Holm", "Fortryd")
                .doesNotContain("6243", "Fra kantinen");

        UUID next = withdrawn(his, "20");
        assertThat(messages("withdrawal"))
                .filteredOn(message -> message.contains(next.toString()) && message.startsWith("Jens "))
                .singleElement()
                .asString()
                .contains("REQUESTED_BY_OTHER")
                .doesNotContain("6243", "Karen");
        post(signedIn(jens), "/withdrawals/" + next + "/undo", Map.of());
        assertThat(state(next)).isEqualTo(WithdrawalState.CANCELLED);
    }

    @Test
    void aChildAndWhoeverIsOnlyLinkedDecideNothing() {
        UUID id = withdrawn(his, "50");
        Person aunt = with(() -> {
            Person linked = people.create(NewPerson.named("Tante", "Ida", DANISH));
            issuing.link(linked.id(), his.id(), MyAccount.Kind.LINKED);
            return linked;
        });
        Person stranger = with(() -> people.create(NewPerson.named("Frida", "Fremmed", DANISH)));
        for (Person person : List.of(emil, aunt, stranger)) {
            Visitor visitor = signedIn(person);
            assertThat(visitor.get(form(his)).status()).isEqualTo(404);
            assertThat(visitor.get(form(his) + "/check").status()).isEqualTo(404);
            assertThat(post(visitor, form(his), wish("50")).status()).isEqualTo(404);
            assertThat(confirm(visitor, his, UUID.randomUUID().toString()).status())
                    .isEqualTo(404);
            assertThat(visitor.get("/withdrawals/" + id).status()).isEqualTo(404);
            assertThat(post(visitor, "/withdrawals/" + id + "/undo", Map.of()).status())
                    .isEqualTo(404);
            assertThat(visitor.get("/accounts").body()).doesNotContain("Udbetaling på vej");
        }
        assertThat(state(id)).isEqualTo(WithdrawalState.RESERVED);
        assertThat(balance(his)).isEqualTo(85_50);
    }

    @Test
    void whatIsKeptIsSealed() {
        withdrawn(hers, "50");
        typed(browser, hers, new HashMap<>(wish("20")));
        List<String> rows = with(() -> jdbc.sql("""
                select encode(number, 'escape') || encode(payee, 'escape') || w::text from withdrawal.withdrawal w
                union all
                select encode(form, 'escape') || d::text from withdrawal.draft d
                """).query(String.class).list());
        assertThat(rows).hasSize(2).noneMatch(row -> row.contains("0440116243") || row.contains("Karen"));
    }

    @Test
    void whoeverLeavesIsToldOfWhatIsUnderWayAndForgottenAfterwards() {
        UUID id = withdrawn(hers, "50");
        var data = portal.getBean(WithdrawalPersonalData.class);
        var her = new PersonalData.Subject(karen.id(), karen.publicId());
        assertThat(with(() -> data.unsettled(her)))
                .singleElement()
                .satisfies(point -> assertThat(point.href()).isEqualTo("/withdrawals/" + id));
        assertThat(with(() -> data.objections(her))).hasSize(1);
        List<String> copy = new ArrayList<>();
        with(() -> {
            data.export(her, (part, values) -> copy.add(Arrays.toString(values)));
            return true;
        });
        assertThat(copy).singleElement().asString().contains("DK5000400440116243", "Karen Holm", "Fra kantinen");

        bank.says("ACSC");
        comeDue(id);
        assertThat(with(() -> data.unsettled(her))).isEmpty();
        assertThat(with(() -> data.objections(her))).isEmpty();
        with(() -> {
            data.erase(her);
            return true;
        });
        assertThat(kept(id).payee()).isNull();
        assertThat(kept(id).number()).isNull();
        assertThat(kept(id).amount()).isEqualTo(kroner(50));
    }

    @Test
    void whatWasAskedForGoesOverWhenTwoPersonsProveToBeOne() {
        UUID id = withdrawn(hers, "50");
        typed(browser, hers, wish("20"));
        Person twin = with(() -> people.create(NewPerson.named("Karen Marie", "Holm", DANISH)));
        portal.getBean(ReunionDesk.class).unite(town, karen, twin);
        assertThat(kept(id).personId()).isEqualTo(twin.id());
        assertThat(signedIn(twin).get("/withdrawals/" + id).body()).contains("•••• 6243");
        assertThat(with(() -> jdbc.sql("select count(*) from withdrawal.draft")
                        .query(Long.class)
                        .single()))
                .isZero();
    }
}
