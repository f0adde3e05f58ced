package dk.bykassen.help;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.PurseTown;
import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.card.Chip;
import dk.bykassen.card.MyAccount;
import dk.bykassen.identity.NewPerson;
import dk.bykassen.kernel.Uuid7;
import dk.bykassen.tenant.JobKind;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Help looks at Karen's own accounts, says what is wrong with them, and offers the button that mends it. */
class HelpTest extends PurseTown {

    @Test
    void aStrangerReadsWhatUsuallyHelpsAndIsAskedIn() {
        Visitor stranger = new Visitor(port, town.hosts().getFirst());
        for (Topic topic : Topic.values()) {
            String page = stranger.get(topic.page()).body();
            assertThat(page)
                    .as(topic.code())
                    .contains("Det er som regel sådan", "href=\"/sign-in?to=" + topic.page() + "\"", "70")
                    .doesNotContain("Emil", "Vi har set på");
            assertThat(stranger.get("/help").body()).contains("href=\"" + topic.page() + "\"");
        }
        assertThat(stranger.get("/help/nothing-known").status()).isEqualTo(404);
    }

    @Test
    void everyPageEndsWithSomebodyToAsk() {
        for (Topic topic : Topic.values()) {
            assertThat(browser.get(topic.page()).body())
                    .as(topic.code())
                    .contains("href=\"tel:", "href=\"/help/show\"", "class=\"note ");
        }
    }

    @Test
    void aChipThatShouldWorkIsProbablyBroken() {
        assertThat(findings(Topic.CHIP_DOES_NOT_WORK))
                .contains(
                        "Vi kan ikke se noget galt med chippen til Karen",
                        "Vi kan ikke se noget galt med chippen til Emil",
                        "der er 135,50\u00a0kr. på den");
        assertThat(findings(Topic.DECLINED)).contains("Der er ikke noget i vejen lige nu");
    }

    @Test
    void aBlockedChipIsOpenedByWhoeverDecides() {
        browserBlocks();
        String open = his.page() + "/cards/" + emilsChip().publicId() + "/activate";

        for (Topic topic : List.of(Topic.CHIP_DOES_NOT_WORK, Topic.DECLINED, Topic.NEW_CHIP)) {
            assertThat(findings(topic)).as(topic.code()).contains("Chippen 8D40B2F3 til Emil er spærret", open);
        }
        assertThat(findings(signedIn(emil), Topic.CHIP_DOES_NOT_WORK))
                .contains("Den, der bestyrer kontoen, kan åbne den igen")
                .doesNotContain(open);
    }

    @Test
    void whatTheTownBlockedIsNotOfferedToBeOpened() {
        with(() -> {
            issuing.block(emilsChip().number());
            return true;
        });

        for (Topic topic : List.of(Topic.CHIP_DOES_NOT_WORK, Topic.DECLINED, Topic.NEW_CHIP)) {
            assertThat(findings(topic))
                    .as(topic.code())
                    .contains("Chippen 8D40B2F3 til Emil er spærret", "kun kommunen kan åbne igen", "/contact")
                    .doesNotContain("/activate");
        }
    }

    @Test
    void littleMoneyIsSaidWithTheWayToMore() {
        assertThat(buy(100_00)).isEqualTo("approved");
        assertThat(findings(Topic.CHIP_DOES_NOT_WORK))
                .contains("Emil har kun 35,50\u00a0kr. tilbage", his.page() + "/top-up", "chippen til Karen");
    }

    @Test
    void aClosedAccountAndOneWithoutAChipAreCalledThat() {
        change("update card.account set status = 'closed', closed_at = ? where tenant_id = ? and id = ?", his);
        assertThat(findings(Topic.CHIP_DOES_NOT_WORK)).contains("Kontoen for Emil Holm er lukket", "/contact");
        assertThat(findings(Topic.TOP_UP_STOPPED)).contains("Kontoen for Emil Holm er lukket");

        with(() -> {
            long nora = people.create(NewPerson.named("Nora", "Holm", DANISH)).id();
            issuing.link(karen.id(), issuing.open(nora, "100003"), MyAccount.Kind.GUARDIAN);
            return true;
        });
        assertThat(findings(Topic.CHIP_DOES_NOT_WORK)).contains("Nora har ingen chip i brug");
        assertThat(browser.get("/accounts").body()).contains("Intet at betale med endnu");
    }

    @Test
    void whatATillDeclinedTodayIsToldUntilItIsMended() throws Exception {
        assertThat(buy(200_00)).isEqualTo("insufficient_funds");
        runDeclined();
        assertThat(findings(Topic.DECLINED)).contains("Emil", "200,00\u00a0kr.", his.page() + "/top-up");

        give(his, 100_00);
        assertThat(findings(Topic.DECLINED)).contains("Der er ikke noget i vejen lige nu");
    }

    @Test
    void whetherMoneyComesByItselfIsToldForEachAccount() {
        assertThat(findings(Topic.TOP_UP_STOPPED))
                .contains("Der er ingen automatisk optankning for Emil", his.page() + "/auto-top-up");

        startOrder(his);
        assertThat(findings(Topic.TOP_UP_STOPPED))
                .contains("Automatisk optankning for Emil er slået til", "under 50,00\u00a0kr.");

        browserBlocks();
        assertThat(findings(Topic.TOP_UP_STOPPED)).contains("Automatisk optankning for Emil venter");
    }

    @Test
    void aLostChipIsBlockedFirst() {
        assertThat(findings(Topic.NEW_CHIP))
                .contains(
                        "Chippen 8D40B2F3 til Emil er aktiv",
                        his.page() + "/cards/" + emilsChip().publicId() + "/block");
    }

    @Test
    void whoHasNoAccountIsToldSoAndNotSentInACircle() {
        Visitor his = signedIn(with(() -> people.create(NewPerson.named("Ole", "Berg", DANISH))));
        for (Topic topic : List.of(Topic.CHIP_DOES_NOT_WORK, Topic.DECLINED, Topic.TOP_UP_STOPPED, Topic.NEW_CHIP)) {
            assertThat(findings(his, topic)).as(topic.code()).contains("Vi kan ikke se en konto hos dig");
        }
        assertThat(findings(his, Topic.AWAITING_APPROVAL)).contains("Du venter ikke på nogen godkendelse");
        assertThat(his.get("/accounts").body()).contains("Ingen konti endnu");
    }

    @Test
    void nothingOfSomebodyElsesIsLookedAt() {
        browserBlocks();
        Visitor ole = signedIn(with(() -> people.create(NewPerson.named("Ole", "Berg", DANISH))));
        for (Topic topic : Topic.values()) {
            assertThat(ole.get(topic.page()).body()).doesNotContain("Emil", "Karen", EMILS_CHIP);
        }
    }

    private String findings(Topic topic) {
        return findings(browser, topic);
    }

    /** The notes of the page; what usually helps stands below them for everybody. */
    private static String findings(Visitor visitor, Topic topic) {
        String page = visitor.get(topic.page()).body();
        var notes = Pattern.compile("(?s)<div class=\"note .*?</div></div>").matcher(page);
        var found = new StringBuilder();
        while (notes.find()) {
            found.append(notes.group());
        }
        return found.toString();
    }

    private Chip emilsChip() {
        return his.chips().getFirst();
    }

    private void browserBlocks() {
        post(browser, his.page() + "/cards/" + emilsChip().publicId() + "/block", Map.of());
        assertThat(seen(karen, 1).isUsable()).isFalse();
    }

    private void change(String sql, MyAccount account) {
        with(() -> jdbc.sql(sql)
                .params(Timestamp.from(clock.instant()), town.id(), account.id())
                .update());
    }

    /** The jobs of declined purchases, as they would run by themselves. */
    private void runDeclined() throws Exception {
        List<String> waiting = with(() -> jdbc.sql(
                        "select task_instance from platform.job where task_name = 'declined-purchase' and task_instance like ?")
                .param(town.id() + ":%")
                .query(String.class)
                .list());
        assertThat(waiting).isNotEmpty();
        JobKind kind = portal.getBean("declinedPurchase", JobKind.class);
        for (String job : waiting) {
            TestTown.in(town, () -> kind.work().run(job.substring(job.indexOf(':') + 1)));
        }
    }

    private void startOrder(MyAccount account) {
        with(() -> jdbc.sql("""
                with terms as (
                    insert into tenant.terms (tenant_id, public_id, kind, version, language, title, body, published_at)
                    values (:tenant, :id, 'auto_top_up', 1, 'da', 'Vilkår', 'Du kan altid stoppe.', :at)
                    returning tenant_id, id
                )
                insert into card.auto_top_up (tenant_id, public_id, account_id, person_id, stored_card_id, amount, threshold,
                    receipt_email, language, terms_id, status, created_at, changed_at)
                select tenant_id, :id, :account, :person, 1, 20000, 5000, 'karen@example.com', 'da', id, 'active', :at, :at
                from terms
                """)
                .param("tenant", town.id())
                .param("id", Uuid7.next())
                .param("at", Timestamp.from(clock.instant()))
                .param("account", account.id())
                .param("person", karen.id())
                .update());
    }
}
