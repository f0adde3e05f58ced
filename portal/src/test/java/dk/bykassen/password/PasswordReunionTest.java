package dk.bykassen.password;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.identity.Person;
import dk.bykassen.kernel.PersonalData.Export;
import dk.bykassen.kernel.PersonalData.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two persons who are one human, and one who leaves. */
class PasswordReunionTest extends PasswordTown {

    @Autowired
    PasswordReunion reunion;

    @Autowired
    PasswordPersonalData data;

    @Test
    void whoHasNoPasswordTakesOverTheOthers() {
        Person eid = customer("Maja", "Friis", "maja@example.org", "+4520100056");
        inTown(() -> transactions.execute(status -> {
            jdbc.sql("delete from password.sign_in_name where person_id = :person and channel = 'sms'")
                    .param("person", eid.id())
                    .update();
            reunion.move(maja.id(), eid.id());
            reunion.move(maja.id(), eid.id());
            return true;
        }));

        assertThat(inTown(() -> passwords.has(maja.id()))).isFalse();
        assertThat(inTown(() -> passwords.namesOf(eid.id()))).containsExactly("maja@example.org", MOBILE);
        assertThat(signIn(browser, MOBILE, PASSWORD).status()).isEqualTo(303);
        assertThat(signIn(visitor(), "maja@example.org", PASSWORD).status()).isEqualTo(303);
        assertThat(signIn(visitor(), EMAIL, PASSWORD).status()).isEqualTo(422);
    }

    @Test
    void whoHasOneKeepsIt() {
        Person other = customer("Maja", "Friis", "maja@example.org", "+4520100056");
        inTown(() -> {
            passwords.set(other.id(), "Regnbue_over5broer");
            transactions.executeWithoutResult(status -> reunion.move(other.id(), maja.id()));
            return true;
        });
        assertThat(signIn(browser, EMAIL, PASSWORD).status()).isEqualTo(303);
        assertThat(signIn(visitor(), EMAIL, "Regnbue_over5broer").status()).isEqualTo(422);
    }

    @Test
    void whoLeavesTakesTheNamesAlongAndNobodySignsInAsThem() {
        var subject = new Subject(maja.id(), maja.publicId());
        List<String> rows = new ArrayList<>();
        Export out = (part, values) ->
                rows.add(part + " " + java.util.Arrays.asList(values).getFirst());
        inTown(() -> {
            transactions.executeWithoutResult(status -> {
                data.export(subject, out);
                data.erase(subject);
                data.erase(subject);
            });
            return true;
        });

        assertThat(rows).contains("names " + EMAIL, "names " + MOBILE).anyMatch(row -> row.startsWith("password 2"));
        assertThat(count("password.password")).isZero();
        assertThat(count("password.sign_in_name")).isZero();
        assertThat(signIn(browser, EMAIL, PASSWORD).status()).isEqualTo(422);
    }
}
