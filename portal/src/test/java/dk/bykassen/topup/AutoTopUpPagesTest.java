package dk.bykassen.topup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.Visitor;
import dk.bykassen.identity.Doorway;
import dk.bykassen.identity.Person;
import dk.bykassen.payment.PaymentKind;
import dk.bykassen.topup.AutoTopUp.Because;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the owner of a standing order reads of it, and nobody else. */
class AutoTopUpPagesTest extends TopUpTown {

    private static final String HISTORY = "Det har vi trukket";

    @LocalServerPort
    int port;

    private String page = "";

    @BeforeEach
    void karenLetsItFillItself() {
        begin(200);
        page = account().page() + "/auto-top-up";
    }

    @Test
    void theOwnerSeesTheNextAndTheLastCharge() {
        give(100);
        assertThat(seenBy(karen, page))
                .contains("Når saldoen kommer under 50\u00a0kr.", "Ikke endnu")
                .doesNotContain(HISTORY);

        spend(100);
        call();

        assertThat(seenBy(karen, page)).contains(HISTORY, "Betalt", "23. nov.");
    }

    @Test
    void theListIsNoLongerThanTen() {
        for (int i = 0; i < 12; i++) {
            clock.advance(Duration.ofDays(1));
            call();
            spend(200);
        }

        assertThat(seenBy(karen, page).split("href=\"/payments/")).hasSize(11);
    }

    @Test
    void whoActsForTheAccountNoLongerSeesThePaymentAndNotWhatIsOnTheAccountNow() {
        begin(200);
        call();
        UUID payment = with(() -> payments.newest(karen.id(), account().purseId(), PaymentKind.AUTO_TOP_UP, 1))
                .getFirst()
                .id();
        assertThat(seenBy(karen, "/payments/" + payment)).contains("8D40B2F3", "Emil Holm har nu 200,00");
        with(() -> jdbc.sql("update card.link set status = 'ended', until = since where person_id = ?")
                .param(karen.id())
                .update());
        give(111);

        assertThat(seenBy(karen, "/payments/" + payment))
                .contains("Emil Holm", "200,00")
                .doesNotContain("8D40B2F3", "311,00", account().page());
    }

    @Test
    void anotherParentSeesThatItIsOnAndNothingOfWhatItCharged() {
        call();
        Person jens = otherParent();

        assertThat(seenBy(jens, page)).doesNotContain(HISTORY, "4242", "karen@example.com");
        assertThat(seenBy(jens, "/accounts")).contains("Optankes med 200\u00a0kr. under 50\u00a0kr.");
    }

    /** Every word there is for what is in the way has a page, in every language, and a note where it needs somebody. */
    @ParameterizedTest
    @EnumSource(Because.class)
    void whateverIsInTheWayIsSaid(Because because) {
        with(() -> done(() -> {
            if (because == Because.CHIP) {
                jdbc.sql("update card.chip set status = 'blocked', blocked_at = issued_at, blocked_by = 'citizen'")
                        .update();
            }
            jdbc.sql("update card.auto_top_up set status = :status, because = :because, because_since = :at")
                    .param("status", statusFor(because))
                    .param("because", because.code())
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
        }));
        boolean ofNoInterest = because == Because.CANCELLED || because == Because.REPLACED;

        for (String language : new String[] {"da", "nb", "en"}) {
            assertThat(visit(karen, language, page).status()).as(language).isEqualTo(200);
        }
        assertThat(seenBy(karen, "/accounts").contains("Automatisk optankning for Emil"))
                .isEqualTo(!ofNoInterest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chip", "day", "room"})
    void aPausedOrderCannotBeSaidToWait(String reason) {
        assertThatThrownBy(() -> with(() -> jdbc.sql(
                                "update card.auto_top_up set status = 'paused', because = ?, because_since = created_at")
                        .param(reason)
                        .update()))
                .hasMessageContaining("auto_top_up_because_fits");
    }

    @Test
    void sheLetsItGoOnFromThePage() {
        peer.refusal = "54";
        call();
        peer.refusal = null;
        Visitor karens = signedIn(karen);
        Visitor.Answer seen = karens.get(page);
        assertThat(seen.body()).contains("Sat på pause", "Prøv igen med samme kort");

        karens.post(page + "/resume", Map.of("_csrf", seen.csrf()));

        assertThat(order().isActive()).isTrue();
        assertThat(karens.get(page).body()).contains("Automatisk optankning er i gang igen", "Slået til");
    }

    @Test
    void whyItEndedStaysOnThePage() {
        with(() -> storedCards.remove(karen.id(), karen.publicId(), newestCard().publicId()));

        assertThat(seenBy(karen, page)).contains("Betalingskortet blev fjernet", "Slå automatisk optankning til");
        assertThat(seenBy(karen, "/accounts")).contains("Automatisk optankning for Emil er stoppet");
        clock.advance(Duration.ofDays(15));
        assertThat(seenBy(karen, "/accounts")).doesNotContain("Automatisk optankning for Emil er stoppet");
    }

    private static String statusFor(Because because) {
        return switch (because) {
            case CHIP, DAY, ROOM -> "active";
            case DECLINES, CARD, CUSTOMER, BURST -> "paused";
            case CANCELLED, CARD_REMOVED, ACCOUNT_CLOSED, LEFT, REPLACED -> "cancelled";
        };
    }

    private String seenBy(Person person, String path) {
        return visit(person, "da", path).body();
    }

    private Visitor.Answer visit(Person person, String language, String path) {
        Visitor visitor = signedIn(person);
        visitor.cookies().put("lang", language);
        return visitor.get(path);
    }

    private Visitor signedIn(Person person) {
        Visitor visitor = new Visitor(port, town.hosts().getFirst());
        portal.getBean(Doorway.class).signIn(town, person, visitor);
        return visitor;
    }
}
