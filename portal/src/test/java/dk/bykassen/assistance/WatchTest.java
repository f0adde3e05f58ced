package dk.bykassen.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.audit.Deed;
import dk.bykassen.audit.Filter;
import dk.bykassen.identity.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From the code a citizen shows to the end of what a member of staff sees. */
class WatchTest extends AssistanceTown {

    @Test
    void bothKnowWhoTheOtherIsOnceKarenHasSaidYes() {
        types(bos, showsCode(karens));
        assertThat(bos.get("/staff/assist").body()).doesNotContain("Karen");
        assertThat(karens.get("/help/show").body()).contains("Bo Jensen", "Kundeservice");
        assertThat(karens.get("/payment-methods").body())
                .contains("class=\"watched\"", "Bo Jensen", "href=\"/help/show\"");

        says(karens, "allow");
        assertThat(bos.get("/staff/assist").body()).contains("Karen Holm");
        opensPages(bos);
        assertThat(bos.get("/payment-methods").body()).contains("class=\"watched\"", "Karen Holm");
        assertThat(karens.get("/payment-methods").body()).contains("class=\"watched\"", "Bo Jensen");
        assertThat(karens.get("/help").body()).contains("class=\"watched\"", "Bo Jensen");
    }

    @Test
    void karenMaySayNo() {
        types(bos, showsCode(karens));
        says(karens, "decline");
        assertThat(karens.get("/payment-methods").body()).doesNotContain("class=\"watched\"");
        assertThat(bos.get("/staff/assist").body()).doesNotContain("Karen").contains("name=\"code\"");
        assertThat(actions(Filter.about(karen.publicId())))
                .containsExactly("assistance.watch.declined", "assistance.watch.asked", "assistance.code.shown");
    }

    @Test
    void aYesIsForTheOneWhoAskedAlone() {
        types(bos, showsCode(karens));
        String yes = action(karens.get("/help/show"), "allow");
        types(member("Ida Lund", "customer-service"), showsCode(karens));
        send(karens, yes, Map.of());
        assertThat(karens.get("/help/show").body()).contains("Ida Lund", "/allow");
    }

    @Test
    void anothersYesIsNone() {
        types(bos, showsCode(karens));
        Visitor jens = signedIn(citizen("Jens", "Nabo"));
        send(jens, action(karens.get("/help/show"), "allow"), Map.of());
        assertThat(bos.get("/staff/assist").body()).doesNotContain("Karen");
    }

    @Test
    void everyPageSeenIsWrittenDownWithoutAnybodysIds() {
        boSeesKarensPages();
        bos.get("/payment-methods");
        bos.get("/payments/0197a000-0000-7000-8000-000000000000");
        Deed page = trail(Filter.about(karen.publicId())).getFirst();
        assertThat(page.action()).isEqualTo("assistance.page.seen");
        assertThat(page.actor().name()).isEqualTo("Bo Jensen");
        assertThat(page.actor().roles()).containsExactly("customer-service");
        assertThat(page.detail().toString()).isEqualTo("{page=/payments/{id}}");
        assertThat(actions(Filter.about(karen.publicId())))
                .containsSubsequence("assistance.page.seen", "assistance.watch.allowed", "assistance.code.shown");

        karens.get("/payment-methods");
        assertThat(trail(Filter.about(karen.publicId())).getFirst().detail().toString())
                .isEqualTo("{page=/payments/{id}}");
    }

    @Test
    void karenEndsItAndBosNextClickSaysSo() {
        boSeesKarensPages();
        send(karens, "/help/show/end", Map.of());
        assertThat(karens.get("/help/show").body()).contains("Visningen er slut");
        isOver("Borgeren stoppede.");
    }

    @Test
    void boEndsItAndKarensNextClickSaysSoOnce() {
        boSeesKarensPages();
        assertThat(send(bos, "/help/show/end", Map.of()).location()).isEqualTo("/staff/assist");
        assertThat(bos.cookies()).doesNotContainKey("__Host-session");
        assertThat(bos.get("/payment-methods").location()).startsWith("/sign-in");
        assertThat(karens.get("/payment-methods").body()).contains("ser ikke længere dine sider");
        assertThat(karens.get("/payment-methods").body()).doesNotContain("class=\"watched\"");
        assertThat(actions(Filter.about(karen.publicId()))).startsWith("assistance.watch.ended");
    }

    @Test
    void boEndsItFromHisDesk() {
        boSeesKarensPages();
        sendFromDesk(bos, action(bos.get("/staff/assist"), "end"), Map.of());
        isOver("Du stoppede selv.");
    }

    @Test
    void aQuarterOfAnHourIsAll() {
        boSeesKarensPages();
        sql("""
                update assistance.watch
                set opened_at = opened_at - interval '15 minutes', open_until = open_until - interval '15 minutes'
                where tenant_id = :tenant
                """);
        assertThat(karens.get("/help/show").body()).contains("Visningen er slut", "Tiden udløb.");
        isOver("Tiden udløb.");
    }

    @Test
    void theSessionItselfEndsAtTheSameTimeWhateverElseIsWrong() {
        boSeesKarensPages();
        assertThat(with(() -> jdbc.sql("""
                        select s.expires_at = w.open_until and w.open_until = w.opened_at + interval '15 minutes'
                        from identity.session s
                        join assistance.watch w on w.tenant_id = s.tenant_id and w.id = s.watch_id
                        where s.tenant_id = :tenant
                        """)
                        .param("tenant", town.id())
                        .query(Boolean.class)
                        .single()))
                .isTrue();
        sql("""
                update identity.session
                set created_at = created_at - interval '50 minutes', last_seen_at = last_seen_at - interval '50 minutes',
                    expires_at = expires_at - interval '50 minutes'
                where tenant_id = :tenant and watch_id is not null
                """);
        assertThat(bos.get("/payment-methods").location()).isEqualTo("/staff/assist");
    }

    @Test
    void lookingDoesNotProlongIt() {
        boSeesKarensPages();
        sql("""
                update identity.session
                set last_seen_at = created_at, created_at = created_at - interval '6 minutes',
                    expires_at = expires_at - interval '6 minutes'
                where tenant_id = :tenant and watch_id is not null
                """);
        String before = ends();
        bos.get("/payment-methods");
        assertThat(ends()).isEqualTo(before);
        opensPages(bos);
        assertThat(with(() -> jdbc.sql("""
                        select count(*) from assistance.watch
                        where tenant_id = :tenant and open_until > opened_at + interval '15 minutes'
                        """)
                        .param("tenant", town.id())
                        .query(Long.class)
                        .single()))
                .isZero();
    }

    @Test
    void karenSigningOutEndsIt() {
        boSeesKarensPages();
        send(karens, "/sign-out", Map.of());
        isOver("Borgeren er logget af.");
    }

    @Test
    void boSigningOutOfHisDeskEndsIt() {
        boSeesKarensPages();
        sendFromDesk(bos, "/staff/sign-out", Map.of());
        assertThat(bos.get("/payment-methods").location()).isEqualTo("/staff/assist");
        assertThat(bos.get("/staff/assist").location()).startsWith("/staff/sign-in");
        assertThat(karens.get("/payment-methods").body()).contains("ser ikke længere dine sider");
    }

    @Test
    void losingTheRoleEndsIt() {
        boSeesKarensPages();
        sql("delete from staff.role_mapping where tenant_id = :tenant and role = 'customer-service'");
        assertThat(karens.get("/payment-methods").body()).contains("ser ikke længere dine sider");
        assertThat(bos.get("/payment-methods").location()).isEqualTo("/staff/assist");
        assertThat(bos.get("/staff/assist").status()).isEqualTo(403);
    }

    @Test
    void theCookieAloneOpensNothing() {
        boSeesKarensPages();
        Visitor thief = browser();
        thief.cookies().put("__Host-session", bos.cookies().get("__Host-session"));
        assertThat(thief.get("/payment-methods").location()).isEqualTo("/staff/assist");

        Visitor ida = member("Ida Lund", "customer-service");
        ida.cookies().put("__Host-session", bos.cookies().get("__Host-session"));
        assertThat(ida.get("/payment-methods").location()).isEqualTo("/staff/assist");
        assertThat(bos.get("/payment-methods").status()).isEqualTo(200);
    }

    @Test
    void anotherMemberCannotOpenOrEndWhatBoWasAllowed() {
        types(bos, showsCode(karens));
        says(karens, "allow");
        Answer page = bos.get("/staff/assist");
        Visitor ida = member("Ida Lund", "customer-service");
        assertThat(sendFromDesk(ida, action(page, "open"), Map.of()).status()).isEqualTo(404);
        assertThat(sendFromDesk(ida, action(page, "end"), Map.of()).status()).isEqualTo(404);
        opensPages(bos);
    }

    @Test
    void aSecondCitizenEndsTheFirst() {
        boSeesKarensPages();
        Person jens = citizen("Jens", "Nabo");
        Visitor jenss = signedIn(jens);
        types(bos, showsCode(jenss));
        assertThat(karens.get("/payment-methods").body()).contains("ser ikke længere dine sider");
        says(jenss, "allow");
        opensPages(bos);
        assertThat(bos.get("/payment-methods").body()).contains("Jens Nabo").doesNotContain("Karen");
    }

    @Test
    void aNewCodeEndsWhatWasOpenBefore() {
        boSeesKarensPages();
        showsCode(karens);
        isOver("En ny visning tog over.");
    }

    @Test
    void bosOwnSessionAsACitizenIsOverWhenHeLooks() {
        Person bo = citizen("Bo", "Jensen");
        doorway.signIn(town, bo, bos);
        String own = bos.cookies().get("__Host-session");
        boSeesKarensPages();
        Visitor elsewhere = browser();
        elsewhere.cookies().put("__Host-session", own);
        assertThat(elsewhere.get("/payment-methods").location()).startsWith("/sign-in");
    }

    @Test
    void theWholeOfItIsReadInTheTrail() {
        boSeesKarensPages();
        send(bos, "/help/show/end", Map.of());
        assertThat(actions(Filter.about(karen.publicId())))
                .filteredOn(action -> !action.equals("assistance.page.seen"))
                .containsExactly(
                        "assistance.watch.ended",
                        "assistance.watch.allowed",
                        "assistance.watch.asked",
                        "assistance.code.shown");
    }

    private void isOver(String how) {
        assertThat(bos.get("/help").location()).isEqualTo("/staff/assist");
        assertThat(bos.get("/staff/assist").body()).contains("Karen Holm", how, "name=\"code\"");
        assertThat(bos.get("/payment-methods").location()).startsWith("/sign-in");
        assertThat(karens.get("/payment-methods").body()).doesNotContain("data-ends");
    }

    private String ends() {
        return with(() ->
                jdbc.sql("""
                        select expires_at::text from identity.session where tenant_id = :tenant and watch_id is not null
                        """).param("tenant", town.id()).query(String.class).single());
    }
}
