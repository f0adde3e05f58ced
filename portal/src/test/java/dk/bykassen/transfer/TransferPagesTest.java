package dk.bykassen.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.PurseTown;
import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.identity.Person;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Karen moves money between her own account and Emil's. */
class TransferPagesTest extends PurseTown {

    @Test
    void moneyMovesAtOnceAfterALookAtBothSides() {
        Answer filled = post(browser, form(hers), Map.of("to", id(his), "amount", "50,25"));
        assertThat(filled.status()).isEqualTo(303);
        Answer check = browser.get(filled.location());
        assertThat(check.body()).contains("Er det rigtigt?", "149,75\u00a0kr.", "185,75\u00a0kr.", "Overfør 50,25");

        Answer made = confirm(browser, filled.location());
        assertThat(made.location()).startsWith("/transfers/");
        assertThat(balance(hers)).isEqualTo(149_75);
        assertThat(balance(his)).isEqualTo(185_75);
        assertThat(browser.get(made.location()).body())
                .contains("50,25\u00a0kr. er overført", "Karen Holm", "Emil Holm", town.prefix() + "-");
        assertThat(browser.get("/accounts/" + his.publicId() + "/statement").body())
                .contains("Overførsel", "50,25");
        assertThat(deeds("transfer.%")).containsExactly("transfer.sent", "transfer.received");
    }

    @Test
    void whatWasTypedComesBackForAChange() {
        Answer back = browser.get(form(hers) + "?to=" + id(his) + "&amount=50,25");
        assertThat(back.body()).contains("value=\"50,25\"", "value=\"" + id(his) + "\" id=\"to\" checked");
    }

    @Test
    void aDoubleClickIsOneTransferHoweverItIsSent() {
        String check = checked("150");
        List<Callable<Answer>> clicks = IntStream.range(0, 6)
                .<Callable<Answer>>mapToObj(click -> () -> confirm(browser, check))
                .toList();
        assertThat(atOnce(clicks))
                .allMatch(answer -> answer.status() == 303)
                .extracting(Answer::location)
                .containsOnly(confirm(browser, check).location());
        assertThat(balance(hers)).isEqualTo(50_00);
        assertThat(deeds("transfer.sent")).hasSize(1);
    }

    @Test
    void theSameFormWithAnotherAmountMovesNothingMore() {
        String check = checked("10");
        confirm(browser, check);
        Answer other = confirm(browser, check.replace("amount=10,00", "amount=20,00"));
        assertThat(other.location()).isEqualTo(form(hers));
        assertThat(balance(hers)).isEqualTo(190_00);
    }

    @ParameterizedTest
    @CsvSource({
        "'', Skriv et beløb",
        "halvtreds, Skriv et beløb med tal",
        "0, større end nul",
        "-5, større end nul",
        "1.005, højst to decimaler",
        "200.01, Der er kun 200",
        "9999999999999, Der er kun 200",
    })
    void whatIsNoAmountIsExplained(String typed, String words) {
        Answer answer = post(browser, form(hers), Map.of("to", id(his), "amount", typed));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("<title>Fejl:", words, "value=\"" + typed + "\"");
    }

    @Test
    void nothingGoesToNobodyOrToTheSameAccount() {
        for (String to : List.of("", id(hers), UUID.randomUUID().toString(), "æ")) {
            Answer answer = post(browser, form(hers), Map.of("to", to, "amount", "10"));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("Vælg, hvem pengene skal til");
        }
        assertThat(confirm(browser, form(hers) + "/check?to=" + id(hers) + "&amount=10,00&key=" + UUID.randomUUID())
                        .location())
                .isEqualTo(form(hers));
        assertThat(balance(hers)).isEqualTo(200_00);
    }

    @Test
    void theOtherAccountHoldsNoMoreThanTheTownAllows() {
        give(his, 1_300_00);
        Answer refused = confirm(browser, checked("100"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("højst modtage 64,50\u00a0kr. mere");
        assertThat(balance(hers)).isEqualTo(200_00);

        assertThat(confirm(browser, checked("64,50")).status()).isEqualTo(303);
        assertThat(balance(his)).isEqualTo(1_500_00);
    }

    @Test
    void aBlockedChipKeepsMoneyOutButNotIn() {
        with(() -> {
            issuing.block(EMILS_CHIP);
            return true;
        });
        Answer refused = post(browser, form(hers), Map.of("to", id(his), "amount", "10"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Kontoen til Emil er spærret");

        Answer away = post(browser, form(his), Map.of("to", id(hers), "amount", "135,50"));
        assertThat(confirm(browser, away.location()).status()).isEqualTo(303);
        assertThat(balance(his)).isZero();
    }

    @Test
    void aChipBlockedBetweenLookAndClickIsNoticed() {
        String check = checked("10");
        with(() -> {
            issuing.block(EMILS_CHIP);
            return true;
        });
        Answer refused = confirm(browser, check);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Kontoen til Emil er spærret");
        assertThat(balance(hers)).isEqualTo(200_00);
    }

    /** The till and the transfer reach for the same 135.50: whoever is second finds what is left, and the books prove it. */
    @Test
    void aPurchaseAndATransferNeverSpendTheSameMoney() {
        Answer filled = post(browser, form(his), Map.of("to", id(hers), "amount", "100"));
        List<Callable<String>> works = List.of(
                () -> Integer.toString(confirm(browser, filled.location()).status()),
                () -> buy(60_00),
                () -> buy(60_00),
                () -> buy(60_00));
        List<String> outcomes = atOnce(works);

        long bought = outcomes.stream().filter("approved"::equals).count();
        boolean moved = outcomes.getFirst().equals("303");
        assertThat(moved ? bought == 0 : bought >= 1).as(outcomes.toString()).isTrue();
        assertThat(balance(his)).isEqualTo(135_50 - 60_00 * bought - (moved ? 100_00 : 0));
        assertThat(balance(hers)).isEqualTo(200_00 + (moved ? 100_00 : 0));
    }

    @Test
    void twoParentsAtOnceMoveWhatIsThereOnce() {
        Person jens = otherParent();
        with(() -> {
            issuing.issue(issuing.open(jens.id(), "100003"), "AA11BB22", "AA11BB22");
            return true;
        });
        MyAccount jensOwn = seen(jens, 0);
        Visitor fathers = signedIn(jens);
        String mothersCheck = post(browser, form(his), Map.of("to", id(hers), "amount", "100"))
                .location();
        String fathersCheck = post(fathers, form(his), Map.of("to", id(jensOwn), "amount", "100"))
                .location();

        List<Callable<Integer>> clicks = List.of(
                () -> confirm(browser, mothersCheck).status(),
                () -> confirm(fathers, fathersCheck).status());
        assertThat(atOnce(clicks)).containsExactlyInAnyOrder(303, 422);
        assertThat(balance(his)).isEqualTo(35_50);
        assertThat(balance(hers) + balance(jensOwn)).isEqualTo(300_00);
    }

    /** One hears that money came or went; nothing of whose the other account is. */
    @Test
    void everybodyWhoDecidesIsToldAndLearnsNothingOfTheOtherSide() {
        Person jens = otherParent();
        Answer made = confirm(browser, checked("10"));

        assertThat(messages("transferred")).hasSize(3);
        assertThat(messages("transferred"))
                .filteredOn(message -> message.startsWith("Jens "))
                .singleElement()
                .asString()
                .contains("Emil", "\"IN\"")
                .doesNotContain("Karen");
        assertThat(signedIn(jens).get(made.location()).body())
                .contains("Emil Holm", "En anden konto")
                .doesNotContain("Karen");
    }

    @Test
    void aChildAndWhoeverIsOnlyLinkedDoNotDecide() {
        Person aunt = with(() -> {
            Person linked = people.create(NewPerson.named("Tante", "Ida", DANISH));
            issuing.link(linked.id(), his.id(), MyAccount.Kind.LINKED);
            issuing.issue(issuing.open(linked.id(), "100009"), "CC11CC22", "CC11CC22");
            return linked;
        });
        String target = id(seen(aunt, 0));
        for (Person person : List.of(emil, aunt)) {
            Visitor visitor = signedIn(person);
            assertThat(visitor.get(form(his)).status()).isEqualTo(404);
            assertThat(post(visitor, form(his), Map.of("to", target, "amount", "10"))
                            .status())
                    .isEqualTo(404);
            assertThat(confirm(visitor, form(his) + "/check?to=" + target + "&amount=10,00&key=" + UUID.randomUUID())
                            .status())
                    .isEqualTo(404);
        }
        assertThat(balance(his)).isEqualTo(135_50);
    }

    @Test
    void nobodySendsToAnAccountTheyDoNotActFor() {
        MyAccount strangers = with(() -> {
            Person stranger = people.create(NewPerson.named("Frida", "Fremmed", DANISH));
            issuing.issue(issuing.open(stranger.id(), "100010"), "DD11DD22", "DD11DD22");
            return accounts.of(stranger.id()).getFirst();
        });
        assertThat(confirm(
                                browser,
                                form(hers) + "/check?to=" + id(strangers) + "&amount=10,00&key=" + UUID.randomUUID())
                        .status())
                .isEqualTo(404);
        assertThat(balance(hers)).isEqualTo(200_00);
    }

    @Test
    void aReceiptIsNobodyElsesInTownOrOutOfIt() {
        String receipt = confirm(browser, checked("10")).location();
        Person stranger = with(() -> people.create(NewPerson.named("Frida", "Fremmed", DANISH)));
        assertThat(signedIn(stranger).get(receipt).status()).isEqualTo(404);
        assertThat(browser.get("/transfers/" + UUID.randomUUID()).status()).isEqualTo(404);

        Tenant elsewhere = TestTown.found(portal.getBean(Founding.class));
        Person anna = TestTown.in(
                elsewhere,
                () -> transactions.execute(status -> people.create(NewPerson.named("Anna", "Lund", DANISH))));
        var hers = new Visitor(port, elsewhere.hosts().getFirst());
        portal.getBean(Doorway.class).signIn(elsewhere, anna, hers);
        assertThat(hers.get(receipt).status()).isEqualTo(404);
    }

    @Test
    void whoeverHasOneAccountReadsWhatThePageIsFor() {
        Person alone = with(() -> {
            Person person = people.create(NewPerson.named("Signe", "Ene", DANISH));
            issuing.issue(issuing.open(person.id(), "100011"), "EE11EE22", "EE11EE22");
            return person;
        });
        assertThat(signedIn(alone).get(form(seen(alone, 0))).body()).contains("ingen anden konto at overføre til");
    }

    private String checked(String amount) {
        Answer filled = post(browser, form(hers), Map.of("to", id(his), "amount", amount));
        assertThat(filled.status()).as(filled.body()).isEqualTo(303);
        return filled.location();
    }

    /** Presses the button of the check page at {@code address}. */
    private Answer confirm(Visitor visitor, String address) {
        Map<String, String> shown = Visitor.query(address);
        return post(visitor, address.replaceFirst("\\?.*", ""), shown);
    }

    private static String form(MyAccount account) {
        return "/accounts/" + id(account) + "/transfer";
    }

    private static String id(MyAccount account) {
        return account.publicId().toString();
    }
}
