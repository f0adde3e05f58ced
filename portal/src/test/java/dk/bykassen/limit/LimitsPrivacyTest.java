package dk.bykassen.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import org.junit.jupiter.api.Test;

/** Who sees a child's limits and who decides them, and how little of what a child must not eat is told. */
class LimitsPrivacyTest extends LimitTown {

    @Test
    void aChildSeesTheLimitsAndTheGuardianDecidesThem() {
        save("limit-1-day", "40");
        Visitor his = signedIn(emil);
        Answer page = his.get("/accounts/" + emils + "/limits");
        assertThat(page.body()).contains("Den voksne").doesNotContain("Gem grænser");

        form.put("limit-1-day", "400");
        form.put("version", "1");
        assertThat(send(his, form).status()).isEqualTo(404);
        assertThat(buy(school, 41_00)).isEqualTo("day_limit");
    }

    @Test
    void whatAChildMustNotEatIsNotForWhoMerelyPaysIn() {
        save("allergen-milk", "yes");
        Person mette = with(() -> {
            Person aunt = people.create(NewPerson.named("Mette", "Holm", DANISH));
            issuing.link(aunt.id(), accounts.of(karen.id()).getFirst().id(), MyAccount.Kind.LINKED);
            return aunt;
        });

        String limits = "/accounts/" + emils + "/limits";
        assertThat(signedIn(mette).get(limits).body()).contains("limit-").doesNotContain("allergen");
        assertThat(signedIn(emil).get(limits).body()).contains("name=\"allergen-milk\" value=\"yes\" checked");
    }

    @Test
    void whatTheTrailKeepsSaysNothingOfHealth() {
        save("allergen-nuts", "yes");
        assertThat(with(() -> jdbc.sql(
                                "select detail::text from audit.entry where tenant_id = ? and action = 'limit.changed'")
                        .param(town.id())
                        .query(String.class)
                        .single()))
                .contains("\"allergens\": 1")
                .doesNotContain("nuts");
    }
}
