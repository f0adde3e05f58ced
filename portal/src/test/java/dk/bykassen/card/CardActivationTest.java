package dk.bykassen.card;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.till.Tills;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A card that came by post is taken into use by its number; from then on the old one is refused. */
class CardActivationTest extends CardOrderTown {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void theNewCardBuysFromTheSameBalanceAndTheOldOneIsRefused() {
        String till = till();
        sent();
        assertThat(buy(till, NEW_NUMBER)).contains("unknown_card");
        assertThat(buy(till, "8D40B2F3")).contains("approved");

        assertThat(browser.get(home() + "/cards/activate").body()).contains("Tag Emils nye kort i brug");
        assertThat(type("4000-9988 77 66").status()).isEqualTo(422);
        assertThat(type("9988 7766").location()).isEqualTo(home() + "/cards");

        assertThat(buy(till, "8D40B2F3")).contains("card_blocked");
        assertThat(buy(till, NEW_NUMBER)).contains("approved", "12200");
        assertThat(first().isReplaced()).isTrue();
        assertThat(account().activeChip().orElseThrow().printedAs()).isEqualTo("4000 " + NEW_NUMBER);
        assertThat(newest().state()).isEqualTo(CardOrderState.IN_USE);
        assertThat(deedsOn(first().publicId())).contains("card.chip.replaced");
        assertThat(messages()).hasSize(3);
        assertThat(type("99887766").location()).isEqualTo(home() + "/cards");
        assertThat(account().chips()).hasSize(2);
    }

    @Test
    void aPrefixThatIsPrintedMayBeTypedOrLeftOut() {
        assertThat(TypedCardNumber.readings(" 4000 1234-1234 ", "4000")).containsExactly("400012341234", "12341234");
        assertThat(TypedCardNumber.readings("8d40b2f3", null)).containsExactly("8D40B2F3");
        assertThat(TypedCardNumber.readings("4000", "4000")).containsExactly("4000");
    }

    @Test
    void anotherCardsNumberIsAsWrongAsAnyAndFiveTriesAreAllThereAre() {
        sent();
        with(() -> {
            issuing.issue(issuing.open(karen.id(), "30118205"), "55554444", "55554444");
            return true;
        });
        Answer others = type("55554444");
        Answer mine = type("8D40B2F3");
        assertThat(others.status()).isEqualTo(422);
        assertThat(others.body()).contains("ikke nummeret på det kort, vi har sendt", "4 gange");
        assertThat(mine.body()).contains("3 gange");
        type("1");
        type("2");
        assertThat(type("3").body()).contains("for mange gange");

        assertThat(type(NEW_NUMBER).body()).contains("for mange gange");
        assertThat(newest().state()).isEqualTo(CardOrderState.SENT);
        assertThat(first().isActive()).isTrue();

        clock.advance(Duration.ofHours(25));
        assertThat(type(NEW_NUMBER).status()).isEqualTo(303);
        assertThat(deedsOn(account().publicId())).contains("card.order.wrong-number");
    }

    @Test
    void guessingAtOnceFromManyBrowsersCountsEveryGuess() {
        sent();
        var guesses = new ArrayList<CompletableFuture<Answer>>();
        for (int i = 0; i < 8; i++) {
            String guess = "1111000" + i;
            Visitor visitor = signedIn(karen);
            guesses.add(CompletableFuture.supplyAsync(
                    () -> send(visitor, home() + "/cards/activate", Map.of("number", guess))));
        }
        long told = guesses.stream()
                .map(CompletableFuture::join)
                .filter(answer -> answer.body().contains("ikke nummeret på det kort"))
                .count();

        assertThat(told).isEqualTo(4);
        assertThat(newest().wrongTries()).isEqualTo(5);
    }

    @Test
    void itWantsAFreshSignInAndANumber() {
        sent();
        assertThat(type("").body()).contains("Skriv nummeret, der står på kortet");
        assertThat(newest().wrongTries()).isZero();
        age(Duration.ofMinutes(11));

        assertThat(browser.get(home() + "/cards/activate").location()).startsWith("/sign-in?fresh");
        assertThat(type(NEW_NUMBER).location()).startsWith("/sign-in?fresh");
        assertThat(newest().state()).isEqualTo(CardOrderState.SENT);
    }

    @Test
    void twoParentsAtOnceTakeOneCardIntoUse() {
        sent();
        Visitor his = signedIn(acting("Jens", MyAccount.Kind.GUARDIAN));
        var one = CompletableFuture.supplyAsync(() -> type(NEW_NUMBER));
        var other = CompletableFuture.supplyAsync(
                () -> send(his, home() + "/cards/activate", Map.of("number", NEW_NUMBER)));

        assertThat(one.join().status()).isEqualTo(303);
        assertThat(other.join().status()).isEqualTo(303);
        assertThat(account().chips()).hasSize(2);
        assertThat(account().chipsInUse()).hasSize(1);
    }

    @Test
    void purchasesWhileTheCardIsReplacedAreBeforeOrAfter() {
        String till = till();
        sent();
        var old = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 6; i++) {
            old.add(CompletableFuture.supplyAsync(() -> buy(till, "8D40B2F3")));
        }
        var activation = CompletableFuture.supplyAsync(() -> type(NEW_NUMBER));
        var fresh = new ArrayList<CompletableFuture<String>>();
        for (int i = 0; i < 6; i++) {
            fresh.add(CompletableFuture.supplyAsync(() -> buy(till, NEW_NUMBER)));
        }
        assertThat(activation.join().status()).isEqualTo(303);
        List<String> answers = new ArrayList<>();
        old.forEach(answer -> answers.add(answer.join()));
        assertThat(answers).allSatisfy(answer -> assertThat(answer).containsAnyOf("approved", "card_blocked"));
        fresh.forEach(answer -> answers.add(answer.join()));
        long paid =
                answers.stream().filter(answer -> answer.contains("approved")).count();

        assertThat(balance()).isEqualTo(150_00 - paid * 14_00);
        assertThat(with(() -> ledger.balance(account().purseId())).minor()).isEqualTo(balance());
        assertThat(buy(till, "8D40B2F3")).contains("card_blocked");
    }

    @Test
    void whatTheTownBlockedMeanwhileHoldsForTheNewCardToo() {
        sent();
        with(() -> {
            issuing.block("8D40B2F3");
            return true;
        });

        assertThat(type(NEW_NUMBER).body()).contains("Kommunen har spærret det gamle kort");
        assertThat(account().chipsInUse()).hasSize(1);
        with(() -> {
            issuing.open("8D40B2F3");
            return true;
        });
        assertThat(type(NEW_NUMBER).status()).isEqualTo(303);
    }

    @Test
    void whatTheTownHandedOutAndBlockedMeanwhileIsNotGotAround() {
        sent();
        with(() -> {
            issuing.replace(account().id(), first().publicId(), "AABBCCDD", "AABBCCDD");
            issuing.block("AABBCCDD");
            return true;
        });

        assertThat(type(NEW_NUMBER).body()).contains("Kommunen har spærret det gamle kort");
        assertThat(account().activeChip()).isEmpty();
    }

    @Test
    void aChildSomebodyLooksAfterIsNotLedToAPageThatIsNotThere() {
        sent();

        assertThat(browser.get("/accounts").body()).contains(home() + "/cards/activate");
        assertThat(signedIn(emil).get("/accounts").body())
                .contains(home() + "/cards\"")
                .doesNotContain(home() + "/cards/activate");
    }

    @Test
    void aNumberHandedOutMeanwhileIsToldAndNothingChanges() {
        sent();
        with(() -> {
            issuing.issue(issuing.open(karen.id(), "30118205"), NEW_NUMBER, NEW_NUMBER);
            return true;
        });

        assertThat(type(NEW_NUMBER).body()).contains("i brug et andet sted");
        assertThat(first().isActive()).isTrue();
        assertThat(newest().state()).isEqualTo(CardOrderState.SENT);
    }

    @Test
    void withoutACardInThePostThereIsNothingToType() {
        assertThat(browser.get(home() + "/cards/activate").location()).isEqualTo(home() + "/cards");
        assertThat(type(NEW_NUMBER).location()).isEqualTo(home() + "/cards");
    }

    private Answer type(String number) {
        return send(browser, home() + "/cards/activate", Map.of("number", number));
    }

    private String till() {
        Tills tills = portal.getBean(Tills.class);
        return with(() ->
                tills.addTill(tills.openUnit("Kantinen", "school"), "Kasse 1").key());
    }

    private String buy(String key, String card) {
        String body = """
                {"id":"%s","card":"%s","at":"%s","total":1400,
                 "lines":[{"text":"Ostehaps","quantity":1,"amount":1400}]}""".formatted(Uuid7.next(), card, clock.instant());
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/purchases"))
                .header("Host", town.hosts().getFirst())
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
