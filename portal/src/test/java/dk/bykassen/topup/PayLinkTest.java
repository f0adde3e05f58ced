package dk.bykassen.topup;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Keyring;
import dk.bykassen.payment.PaymentDesk;
import dk.bykassen.payment.PaymentState;
import dk.bykassen.payment.PaymentView;
import dk.bykassen.payment.StoredCard;
import dk.bykassen.payment.gateway.nexi.NexiPeer;
import dk.bykassen.payment.gateway.nexi.NexiPeer.Act;
import dk.bykassen.topup.AutoTopUp.Because;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The bank wants Karen to confirm: she gets a link, pays in the window, and the order goes on. */
class PayLinkTest extends TopUpTown {

    @LocalServerPort
    int port;

    private String link = "";

    @BeforeEach
    void theBankWantsKaren() {
        begin(200);
        refuse();
        link = newestLink();
    }

    @Test
    void aSoftDeclineBecomesALinkAndNoDecline() {
        assertThat(order().isPausedFor(Because.CUSTOMER)).isTrue();
        assertThat(order().declines()).isZero();
        assertThat(messages()).containsExactly("card-registered", "pay-link");
        call();
        assertThat(peer.count(Act.CHARGE)).as("nothing is tried without her").isEqualTo(1);
    }

    @Test
    void theLinkShowsWhatIsToBePaidAndNothingOfTheChild() {
        Visitor.Answer page = browser().get(link);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("200\u00a0kr.", "Visa 4242", town.name())
                .doesNotContain("Emil", "Holm", "8D40B2F3");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(payments()).as("looking uses nothing up").hasSize(1);
    }

    @Test
    void paidOnceTheOrderGoesOn() {
        PaymentView payment = pays(browser());

        assertThat(payment.payerId()).isEqualTo(karen.id());
        assertThat(payment.total()).isEqualTo(kroner(200));
        assertThat(balance()).isEqualTo(20_000);
        assertThat(order().isActive()).isTrue();
        assertThat(order().storedCardId())
                .as("the card as the bank knows it now")
                .isEqualTo(newestCard().id());
        assertThat(browser().get(link).body()).contains("Det er betalt");
        assertThat(browser().post(link, Map.of()).location()).isEqualTo(link);
        assertThat(peer.taken()).isEqualTo(20_000);

        spend(200);
        call();
        assertThat(balance()).isEqualTo(20_000);
    }

    /** Grandmother was sent the link and paid with her own card: it is neither kept nor charged the next time. */
    @Test
    void aCardOfWhoeverHeldTheLinkIsNotKept() {
        long karens = order().storedCardId();
        browser().post(link, Map.of());
        UUID payment = underWay().id();
        inTheGatewaysBooks(payment).lastFour = "9999";
        peer.pay(inTheGatewaysBooks(payment));
        PaymentDesk.look(portal, town, payment);

        assertThat(order().isActive()).isTrue();
        assertThat(order().storedCardId()).isEqualTo(karens);
        assertThat(with(() -> storedCards.of(karen.id())))
                .extracting(StoredCard::lastFour)
                .containsExactly("4242");
        assertThat(balance()).isEqualTo(20_000);
    }

    @Test
    void inAnotherBrowserWithoutASessionSheSeesHowItWent() {
        String window = browser().post(link, Map.of()).location();
        UUID payment = underWay().id();
        peer.pay(inTheGatewaysBooks(payment));

        Visitor anywhere = browser();
        assertThat(anywhere.get("/payments/" + payment + "/return").location()).isEqualTo("/payments/" + payment);
        assertThat(anywhere.get("/payments/" + payment).body()).doesNotContain("Emil");
        assertThat(window).startsWith(peer.access().windowOrigin());
        assertThat(balance()).isEqualTo(20_000);
    }

    @Test
    void openedTwiceItIsOneWindow() {
        String first = browser().post(link, Map.of()).location();
        String second = browser().post(link, Map.of()).location();

        assertThat(second).isEqualTo(first);
        assertThat(peer.count(Act.CREATE)).as("the card, and one window").isEqualTo(2);
    }

    @Test
    void whoTurnsBackMayOpenItAgain() {
        browser().post(link, Map.of());
        UUID left = underWay().id();
        browser().get("/payments/" + left + "/left");
        assertThat(with(() -> payments.find(left).orElseThrow()).state()).isEqualTo(PaymentState.CANCELLED);

        pays(browser());

        assertThat(balance()).isEqualTo(20_000);
        assertThat(order().isActive()).isTrue();
    }

    /** The first window was paid after all, after its time: the money counts, and so does the second. Nothing is lost. */
    @Test
    void aTruthLearntLateIsTheLinksToo() {
        browser().post(link, Map.of());
        UUID first = underWay().id();
        clock.advance(Duration.ofHours(3));
        NexiPeer.Entry entry = inTheGatewaysBooks(first);
        peer.pay(entry);
        PaymentDesk.look(portal, town, first);
        PaymentDesk.look(portal, town, first);

        assertThat(balance()).isEqualTo(20_000);
        assertThat(order().isActive()).isTrue();
        assertThat(browser().get(link).body()).contains("Det er betalt");
    }

    @Test
    void afterAWeekItSaysSoAndOpensNothing() {
        clock.advance(PayLinks.LIFE);

        assertThat(browser().get(link).status()).isEqualTo(410);
        assertThat(browser().get(link).body()).contains("Linket er udløbet");
        assertThat(browser().post(link, Map.of()).location()).isEqualTo(link);
        assertThat(payments()).hasSize(1);
    }

    @Test
    void theOwnerMayStillPayOnHerPage() {
        clock.advance(PayLinks.LIFE);
        Visitor karens = browser();
        portal.getBean(Doorway.class).signIn(town, karen, karens);
        String page = account().page() + "/auto-top-up";
        Visitor.Answer seen = karens.get(page);
        assertThat(seen.body()).contains("Banken vil have, at du selv godkender");

        String window = karens.post(page + "/pay", Map.of("_csrf", seen.csrf())).location();

        assertThat(window).startsWith(peer.access().windowOrigin());
    }

    @Test
    void anotherParentMayNotPayForHerThere() {
        Person jens = otherParent();
        Visitor his = browser();
        portal.getBean(Doorway.class).signIn(town, jens, his);
        String page = account().page() + "/auto-top-up";
        Visitor.Answer seen = his.get(page);

        assertThat(seen.body()).doesNotContain("4242", "godkender");
        assertThat(his.post(page + "/pay", Map.of("_csrf", seen.csrf())).status())
                .isEqualTo(404);
        assertThat(his.post(page + "/resume", Map.of("_csrf", seen.csrf())).status())
                .isEqualTo(404);
        assertThat(order().isPaused()).isTrue();
    }

    @Test
    void theOrderHasEnded() {
        with(() -> done(() -> orders.cancel(order(), account(), karen.publicId())));

        assertThat(browser().get(link).body()).contains("Optankningen er stoppet");
        assertThat(browser().get(link).status()).isEqualTo(410);
        browser().post(link, Map.of());
        assertThat(payments()).hasSize(1);
    }

    @Test
    void endedWhileTheWindowIsOpenTheMoneyStillCounts() {
        browser().post(link, Map.of());
        UUID payment = underWay().id();
        with(() -> done(() -> orders.cancel(order(), account(), karen.publicId())));
        peer.pay(inTheGatewaysBooks(payment));
        PaymentDesk.look(portal, town, payment);

        assertThat(balance()).isEqualTo(20_000);
        assertThat(with(() -> orders.inForce(account()))).isEmpty();
        assertThat(browser().get(link).body()).contains("Det er betalt");
    }

    @Test
    void moneyFromElsewhereMakesItNeedless() {
        give(100);

        assertThat(browser().get(link).body()).contains("Du behøver ikke betale");
        browser().post(link, Map.of());
        assertThat(payments()).hasSize(1);
    }

    @Test
    void anotherCardMakesItNeedless() {
        var other = storedCard();
        with(() -> done(() -> orders.replaceCard(order(), account(), other, karen.publicId())));
        call();

        assertThat(balance()).isEqualTo(20_000);
        assertThat(browser().get(link).body()).contains("Du behøver ikke betale");
    }

    /** She asked for a deposit whatever the balance, and the bank wants her: the link makes it, once. */
    @Test
    void aFirstDepositIsMadeByItsLink() {
        with(() -> done(() -> orders.cancel(order(), account(), karen.publicId())));
        give(100);
        StoredCard card = newestCard();
        with(() -> done(() -> orders.begin(account(), wish(200, true), card)));
        peer.refusal = "65";
        at(() -> charges.depositFirst(order().publicId().toString()));
        peer.refusal = null;
        link = newestLink();
        assertThat(browser().get(link).body()).contains("Godkend og betal");

        pays(browser());
        at(() -> charges.depositFirst(order().publicId().toString()));
        call();

        assertThat(balance()).isEqualTo(30_000);
        assertThat(order().isActive()).isTrue();
    }

    @Test
    void aBlockedChipIsNotToppedUpByLinkEither() {
        with(() -> done(() -> issuing.block("8D40B2F3")));

        assertThat(browser().get(link).body()).contains("Der kan ikke indbetales lige nu");
        browser().post(link, Map.of());
        assertThat(payments()).hasSize(1);
    }

    /** The card was changed while its charge was under way: the old card's bank has nothing to ask any more. */
    @Test
    void aCardReplacedDuringTheChargeGetsNoLink() {
        pays(browser());
        spend(200);
        StoredCard earlier = with(() -> storedCards.of(karen.id())).getFirst();
        peer.refusal = "1A";
        peer.next(
                Act.CHARGE,
                new NexiPeer.Fault.Before(() ->
                        with(() -> done(() -> orders.replaceCard(order(), account(), earlier, karen.publicId())))));
        call();
        peer.refusal = null;

        assertThat(order().isActive()).isTrue();
        assertThat(messages()).filteredOn("pay-link"::equals).hasSize(1);
        runDueCalls();
        assertThat(balance()).isEqualTo(20_000);
    }

    @Test
    void refusedAgainAfterSheLetItGoOnItIsANewLink() {
        with(() -> done(() -> orders.resume(order(), account(), karen.publicId())));
        clock.advance(Duration.ofMinutes(1));
        refuse();

        assertThat(newestLink()).isNotEqualTo(link);
        assertThat(browser().get(link).body()).contains("Du behøver ikke betale");
        assertThat(browser().get(newestLink()).body()).contains("Godkend og betal");
    }

    @Test
    void aMadeUpLinkIsNothing() {
        assertThat(browser().get("/pay/" + "A".repeat(43)).status()).isEqualTo(404);
        assertThat(browser().get("/pay/x").status()).isEqualTo(404);
        assertThat(browser().post("/pay/x", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void theTokenIsNowhereInTheDatabase() {
        String token = link.substring("/pay/".length());

        assertThat(with(() -> jdbc.sql("select count(*) from message.message where params::text like '%' || ? || '%'")
                        .param(token)
                        .query(Integer.class)
                        .single()))
                .isZero();
    }

    private void refuse() {
        peer.refusal = "1A";
        call();
        peer.refusal = null;
    }

    /** Opens the window from the link and pays in it. */
    private PaymentView pays(Visitor visitor) {
        assertThat(visitor.post(link, Map.of()).status()).isEqualTo(303);
        UUID payment = underWay().id();
        peer.pay(inTheGatewaysBooks(payment));
        PaymentDesk.look(portal, town, payment);
        return with(() -> payments.find(payment).orElseThrow());
    }

    private PaymentView underWay() {
        return with(() -> payments.undecided(account().purseId())).getFirst();
    }

    private List<UUID> payments() {
        return with(() -> payments.idsFor(List.of(account().purseId())));
    }

    private Visitor browser() {
        return new Visitor(port, town.hosts().getFirst());
    }

    /** As the letter has it, once opened. */
    private String newestLink() {
        String sealed = with(() -> jdbc.sql(
                        "select params ->> 'path' from message.message where template = 'pay-link' order by id desc limit 1")
                .query(String.class)
                .single());
        return portal.getBean(Keyring.class)
                .decrypt("message-secret", Base64.getDecoder().decode(sealed));
    }
}
