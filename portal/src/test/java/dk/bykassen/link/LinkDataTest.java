package dk.bykassen.link;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.ReunionDesk;
import dk.bykassen.kernel.PersonalData.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is kept about those who ask and are asked: a copy of it, its end, and two persons who are one. */
class LinkDataTest extends LinkTown {

    @Autowired
    LinkPersonalData data;

    @Autowired
    ReunionDesk desk;

    @Test
    void aCopyShowsWhatWasAskedAndANoAsSilence() {
        ask(signedIn(jens), EMILS, "");
        post(signedIn(karen), "/links/" + request() + "/decline");

        assertThat(copy(jens))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("requests ")
                .contains(" 030914 waiting ");
        assertThat(copy(jens).getLast()).startsWith("attempts ").endsWith(" false");
        assertThat(copy(karen)).isEmpty();
    }

    @Test
    void whoeverLeavesAsksNobodyAnyMoreAndIsNamedNowhere() {
        ask(signedIn(jens), EMILS, "");
        UUID request = request();
        run(() -> work.ask(request));
        assertThat(params(karen)).contains("Jens Holm", "Emil Holm");

        leaves(jens);

        assertThat(signedIn(karen).get("/links").body()).doesNotContain("Jens");
        assertThat(params(karen)).doesNotContain("Jens").doesNotContain("Emil");
        assertThat(rows("link.request") + rows("link.attempt")).isZero();
    }

    @Test
    void nobodyIsAskedForAnAccountWhoseHolderLeft() {
        ask(signedIn(jens), EMILS, "");
        UUID request = request();
        String before = LinkingTest.page(signedIn(jens).get("/links"));
        with(() -> {
            data.close(subject(emil));
            return true;
        });
        assertThat(signedIn(karen).get("/links/" + request).status()).isEqualTo(404);
        assertThat(LinkingTest.page(signedIn(jens).get("/links"))).isEqualTo(before);

        leaves(emil);
        assertThat(state(request)).isEqualTo("waiting");
    }

    @Test
    void twoWhoAreOneKeepWhatTheyAskedForOnce() {
        Person other = with(() -> people.create(NewPerson.named("Jens Fjordhild", "Holm", DANISH)));
        for (Person half : List.of(jens, other)) {
            ask(signedIn(half), EMILS, "");
        }
        ask(signedIn(other), NOBODYS, "");
        assertThat(rows("link.request")).isEqualTo(3);

        desk.unite(town, other, jens);

        assertThat(rows("link.request")).isEqualTo(2);
        Visitor his = signedIn(jens);
        assertThat(his.get("/links").body()).contains("030914-••••", "040914-••••");
        post(signedIn(karen), "/links/" + waitingForEmil() + "/approve");
        assertThat(acts(jens)).isTrue();
    }

    @Test
    void whoProvesToBeTheHolderHasNothingToAskFor() {
        Person half = with(() -> people.create(NewPerson.named("Emil", "Holm", DANISH)));
        ask(signedIn(half), EMILS, "");
        desk.unite(town, half, emil);
        assertThat(rows("link.request")).isZero();
    }

    private void leaves(Person person) {
        with(() -> {
            data.close(subject(person));
            data.erase(subject(person));
            data.erase(subject(person));
            return true;
        });
    }

    private List<String> copy(Person person) {
        var rows = new ArrayList<String>();
        with(() -> {
            data.export(
                    subject(person),
                    (part, values) -> rows.add(part + " "
                            + String.join(
                                    " ",
                                    Arrays.stream(values).map(String::valueOf).toList())));
            return true;
        });
        return rows;
    }

    private UUID waitingForEmil() {
        return with(() -> jdbc.sql(
                        "select public_id from link.request where tenant_id = ? and account_id = ? and state = 'waiting'")
                .params(town.id(), account)
                .query(UUID.class)
                .single());
    }

    private String params(Person reader) {
        return with(() -> jdbc.sql("select params::text from message.message where tenant_id = ? and person_id = ?")
                .params(town.id(), reader.id())
                .query(String.class)
                .single());
    }

    private int rows(String table) {
        return with(() -> jdbc.sql("select count(*) from " + table + " where tenant_id = ?")
                .param(town.id())
                .query(Integer.class)
                .single());
    }

    private static Subject subject(Person person) {
        return new Subject(person.id(), person.publicId());
    }
}
