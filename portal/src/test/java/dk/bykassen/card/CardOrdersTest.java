package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.identity.Person;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** <i>Bestil nyt kort</i>: what it costs, who may, and what happens when it is said twice. */
class CardOrdersTest extends CardOrderTown {

    @Test
    void aLostCardIsOrderedInThreePagesAndTheOldOneBlockedAtOnce() {
        assertThat(browser.get(home() + "/cards").body()).contains("koster 50,00\u00a0kr. fra saldoen", "/cards/new");
        assertThat(browser.get(home() + "/cards/new").body()).contains("Kortet er væk", "Nyt navn");
        assertThat(browser.get(home() + "/cards/new/check?reason=lost&card=" + chip())
                        .body())
                .contains("Strandvej 1", "9000 Aalborg", "50,00", "150,00", "Det gamle spærres med det samme")
                .contains("fortryde i 30 minutter", "Bestil for 50,00");

        Answer placed = order(browser, "lost");

        assertThat(placed.location()).isEqualTo(home() + "/cards");
        assertThat(balance()).isEqualTo(150_00);
        assertThat(feeMovements()).containsExactly("card_fee 5000");
        assertThat(first().isBlocked()).isTrue();
        assertThat(first().isBlockedByTown()).isFalse();
        assertThat(newest().state()).isEqualTo(CardOrderState.ORDERED);
        assertThat(browser.get(home() + "/cards").body()).contains("Bestilt", "Tag bestillingen tilbage");
        assertThat(browser.get("/accounts").body()).contains("Et nyt kort til Emil er på vej");
        assertThat(messages()).containsExactly("card-ordered");
        assertThat(waitingJobs("card-order")).isEqualTo(1);
    }

    @Test
    void aDefectiveCardGoesOnWorking() {
        order(browser, "defective");

        assertThat(first().isActive()).isTrue();
    }

    @Test
    void aDoubleClickIsOneOrderAndOneFee() {
        Map<String, String> form = checked(browser, "defective");
        Visitor second = signedIn(karen);
        var same = new HashMap<>(form);
        same.put("_csrf", second.get("/accounts").csrf());
        var one = CompletableFuture.supplyAsync(() -> browser.post(home() + "/cards/new", form));
        var other = CompletableFuture.supplyAsync(() -> second.post(home() + "/cards/new", same));

        assertThat(one.join().location()).isEqualTo(home() + "/cards");
        assertThat(other.join().location()).isEqualTo(home() + "/cards");
        assertThat(feeMovements()).containsExactly("card_fee 5000");
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void aFormSentAgainAfterTheOrderWasTakenBackOrdersNothing() {
        Map<String, String> form = checked(browser, "defective");
        browser.post(home() + "/cards/new", form);
        takeBack(browser, newest().publicId());

        assertThat(browser.post(home() + "/cards/new", form).status()).isEqualTo(303);

        assertThat(orders()).isEqualTo(1);
        assertThat(balance()).isEqualTo(200_00);
    }

    @Test
    void twoParentsAtOnceOrderOneCard() {
        Visitor his = signedIn(acting("Jens", MyAccount.Kind.GUARDIAN));
        Map<String, String> hers = checked(browser, "lost");
        Map<String, String> theirs = checked(his, "defective");
        var one = CompletableFuture.supplyAsync(() -> browser.post(home() + "/cards/new", hers));
        var other = CompletableFuture.supplyAsync(() -> his.post(home() + "/cards/new", theirs));

        assertThat(one.join().location()).isEqualTo(home() + "/cards");
        assertThat(other.join().location()).isEqualTo(home() + "/cards");
        assertThat(orders()).isEqualTo(1);
        assertThat(feeMovements()).containsExactly("card_fee 5000");
    }

    @Test
    void whileOneIsUnderWayThereIsNoSecond() {
        Map<String, String> other = checked(browser, "lost");
        order(browser, "defective");

        assertThat(browser.post(home() + "/cards/new", other).location()).isEqualTo(home() + "/cards");
        assertThat(browser.get(home() + "/cards").body()).doesNotContain("/cards/new\"");
        assertThat(browser.get(home() + "/cards/new/check?reason=lost&card=" + chip())
                        .body())
                .contains("allerede et nyt kort på vej");
        assertThat(orders()).isEqualTo(1);
        assertThat(first().isActive()).isTrue();
    }

    @Test
    void aBalanceTooSmallForTheFeeIsToldBeforeAndAfter() {
        Map<String, String> form = checked(browser, "lost");
        spend(160);

        Answer refused = browser.post(home() + "/cards/new", form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Der er 40,00", "koster 50,00", "/top-up");
        assertThat(browser.get(home() + "/cards/new/check?reason=lost&card=" + chip())
                        .body())
                .contains("Der er 40,00")
                .doesNotContain("Bestil for");
        assertThat(orders()).isZero();
        assertThat(first().isActive()).isTrue();
    }

    @Test
    void aPriceThatChangedMeanwhileIsShownFirst() {
        Map<String, String> form = checked(browser, "defective");
        rule(75, Duration.ofMinutes(30));

        Answer refused = browser.post(home() + "/cards/new", form);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Prisen er ændret", "Bestil for 75,00");
        assertThat(orders()).isZero();
        assertThat(balance()).isEqualTo(200_00);
    }

    @Test
    void withoutAnAddressNothingIsOrdered() {
        livesAt(emil, "Strandvej 1", "", "");

        assertThat(order(browser, "defective").status()).isEqualTo(422);
        assertThat(browser.get(home() + "/cards/new/check?reason=lost&card=" + chip())
                        .body())
                .contains("mangler en hel adresse", home() + "/details");
        assertThat(balance()).isEqualTo(200_00);
    }

    @Test
    void takingItBackBeforeProductionGivesTheFeeBackOnce() {
        order(browser, "lost");
        UUID order = newest().publicId();

        takeBack(browser, order);
        takeBack(browser, order);

        assertThat(newest().state()).isEqualTo(CardOrderState.CANCELLED);
        assertThat(feeMovements()).containsExactly("card_fee 5000", "card_fee_back 5000");
        assertThat(balance()).isEqualTo(200_00);
        clock.advance(Duration.ofHours(1));
        advance(newest());
        assertThat(press.heard()).isEmpty();
    }

    @Test
    void orderingAndTakingBackOverAndOverEnds() {
        for (int i = 0; i < 5; i++) {
            order(browser, "defective");
            takeBack(browser, newest().publicId());
        }

        assertThat(order(browser, "defective").status()).isEqualTo(422);
        assertThat(browser.get(home() + "/cards/new/check?reason=lost&card=" + chip())
                        .body())
                .contains("for mange gange i dag");
        assertThat(orders()).isEqualTo(5);
        assertThat(balance()).isEqualTo(200_00);
        clock.advance(Duration.ofHours(25));
        assertThat(order(browser, "defective").status()).isEqualTo(303);
    }

    @Test
    void takingItBackRacesProductionAndOneOfThemWins() {
        order(browser, "defective");
        CardOrder order = newest();
        clock.advance(Duration.ofHours(1));
        var production = CompletableFuture.supplyAsync(() -> advance(order));
        var regret = CompletableFuture.supplyAsync(() -> takeBack(browser, order.publicId()));
        production.join();
        regret.join();

        boolean isMade = newest().state() == CardOrderState.IN_PRODUCTION;
        assertThat(isMade || newest().state() == CardOrderState.CANCELLED).isTrue();
        assertThat(balance()).isEqualTo(isMade ? 150_00 : 200_00);
        assertThat(press.orders()).hasSize(isMade ? 1 : 0);
    }

    @Test
    void anOrderInProductionIsNotTakenBack() {
        order(browser, "defective");
        clock.advance(Duration.ofHours(1));
        advance(newest());

        takeBack(browser, newest().publicId());

        assertThat(newest().state()).isEqualTo(CardOrderState.IN_PRODUCTION);
        assertThat(balance()).isEqualTo(150_00);
    }

    @Test
    void aCardThatNeverCameGivesTheFeeBackAfterAFortnight() {
        CardOrder order = sent();
        Map<String, String> form = Map.of("order", order.publicId().toString());
        send(browser, home() + "/cards/not-arrived", form);
        assertThat(newest().state()).isEqualTo(CardOrderState.SENT);

        clock.advance(Duration.ofDays(15));
        assertThat(browser.get(home() + "/cards").body()).contains("Kortet er ikke kommet");
        send(browser, home() + "/cards/not-arrived", form);

        assertThat(newest().state()).isEqualTo(CardOrderState.FAILED);
        assertThat(balance()).isEqualTo(200_00);
        assertThat(browser.get(home() + "/cards").body()).contains("blev ikke til noget", "/cards/new");
    }

    @Test
    void whatTheTownBlockedIsNotGotAroundByANewCard() {
        with(() -> {
            issuing.block("8D40B2F3");
            return true;
        });

        assertThat(order(browser, "lost").status()).isEqualTo(422);
        assertThat(browser.get(home() + "/cards/new/check?reason=lost&card=" + chip())
                        .body())
                .contains("Kommunen har spærret kortet");
        assertThat(orders()).isZero();
    }

    @Test
    void aChildWithAGuardianLooksOnAndCannotOrder() {
        Visitor his = signedIn(emil);

        assertThat(his.get(home() + "/cards").body())
                .contains("af den, der bestemmer")
                .doesNotContain("/cards/new");
        refusesAll(his);
    }

    @Test
    void whoeverMerelyPaysInCannotOrderAndDoesNotLearnTheAddress() {
        Visitor his = signedIn(acting("Mette", MyAccount.Kind.LINKED));

        assertThat(his.get(home() + "/cards").body()).doesNotContain("/cards/new", "Strandvej");
        refusesAll(his);
    }

    @Test
    void aProtectedAddressIsUsedAndNotShown() {
        with(() -> jdbc.sql("update identity.person set is_protected = true where tenant_id = ? and id = ?")
                .params(town.id(), emil.id())
                .update());

        assertThat(browser.get(home() + "/cards/new/check?reason=defective&card=" + chip())
                        .body())
                .contains("Adressen, vi har for Emil")
                .doesNotContain("Strandvej");
        order(browser, "defective");
        clock.advance(Duration.ofHours(1));
        advance(newest());
        assertThat(press.orders().values().iterator().next().path("street").asString(""))
                .isEqualTo("Strandvej 1");
    }

    @Test
    void anOrderOfAnotherAccountIsNotTakenBack() {
        order(browser, "defective");
        CardOrder emils = newest();
        Person jens = with(() -> people.create(dk.bykassen.identity.NewPerson.named("Jens", "Bo", DANISH)));
        UUID his = with(() -> {
            long account = issuing.open(jens.id(), "777");
            return accounts.find(account).orElseThrow().publicId();
        });

        send(
                signedIn(jens),
                "/accounts/" + his + "/cards/take-back",
                Map.of("order", emils.publicId().toString()));

        assertThat(newest().state()).isEqualTo(CardOrderState.ORDERED);
    }

    @Test
    void whereCardsComeFromTheSchoolThePageSaysSo() {
        Map<String, String> form = checked(browser, "lost");
        with(() -> {
            issuing.decide(NewCards.fromTheSchool(kroner(0)));
            return true;
        });

        assertThat(browser.get(home() + "/cards").body()).contains("får I på skolen", "/contact");
        assertThat(browser.get(home() + "/cards/new").location()).isEqualTo(home() + "/cards");
        assertThat(browser.post(home() + "/cards/new", form).location()).isEqualTo(home() + "/cards");
        assertThat(orders()).isZero();
    }

    @Test
    void nonsenseInTheFormIsAskedAgain() {
        assertThat(browser.get(home() + "/cards/new/check").status()).isEqualTo(422);
        assertThat(browser.get(home() + "/cards/new/check?reason=first&card=x").body())
                .contains("Vælg, hvorfor", "<title>Fejl:");
        Map<String, String> form = checked(browser, "lost");
        form.put("key", "1");
        assertThat(browser.post(home() + "/cards/new", form).status()).isEqualTo(422);
        form.put("key", UUID.randomUUID().toString());
        form.put("card", UUID.randomUUID().toString());
        assertThat(browser.post(home() + "/cards/new", form).body()).contains("Kortet er erstattet");
        assertThat(orders()).isZero();
    }

    private void refusesAll(Visitor visitor) {
        assertThat(visitor.get(home() + "/cards/new").status()).isEqualTo(404);
        assertThat(visitor.get(home() + "/cards/new/check?reason=lost&card=" + chip())
                        .status())
                .isEqualTo(404);
        assertThat(visitor.get(home() + "/cards/activate").status()).isEqualTo(404);
        Map<String, String> wish = Map.of(
                "reason",
                "lost",
                "card",
                chip(),
                "fee",
                "5000",
                "key",
                UUID.randomUUID().toString());
        assertThat(send(visitor, home() + "/cards/new", wish).status()).isEqualTo(404);
        assertThat(send(visitor, home() + "/cards/activate", Map.of("number", NEW_NUMBER))
                        .status())
                .isEqualTo(404);
        assertThat(orders()).isZero();
        assertThat(balance()).isEqualTo(200_00);
    }

    private Answer takeBack(Visitor visitor, UUID order) {
        return send(visitor, home() + "/cards/take-back", Map.of("order", order.toString()));
    }

    private long orders() {
        return with(() -> jdbc.sql("select count(*) from card.card_order where tenant_id = ?")
                .param(town.id())
                .query(Long.class)
                .single());
    }
}
