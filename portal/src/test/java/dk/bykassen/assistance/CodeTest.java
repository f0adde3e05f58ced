package dk.bykassen.assistance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.bykassen.TestTown;
import dk.bykassen.Visitor;
import dk.bykassen.Visitor.Answer;
import dk.bykassen.audit.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** The code opens a question and nothing else, once, for a short time, and nobody gets to guess it. */
class CodeTest extends AssistanceTown {

    @Test
    void itWorksOnce() {
        String code = showsCode(karens);
        assertThat(types(bos, code).status()).isEqualTo(303);
        assertWrong(types(member("Ida Lund", "customer-service"), code));
        assertWrong(types(bos, code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s %s", "%s-%s", " %s\u00a0%s "})
    void itMayBeTypedAsPeopleSayIt(String spoken) {
        String code = showsCode(karens);
        assertThat(types(bos, spoken.formatted(code.substring(0, 3), code.substring(3)))
                        .status())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "abcdef", "１２３４５６", "' or 1=1"})
    void whatIsNoCodeCostsNoTry(String typed) {
        for (int i = 0; i < 6; i++) {
            Answer answer = types(bos, typed);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body()).contains("Skriv kodens seks cifre");
        }
    }

    @Test
    void itIsOverAfterTenMinutes() {
        String code = showsCode(karens);
        sql("""
                update assistance.watch
                set shown_at = shown_at - interval '11 minutes', code_until = code_until - interval '11 minutes'
                where tenant_id = :tenant
                """);
        assertWrong(types(bos, code));
        assertThat(karens.get("/help/show").body()).contains("Koden blev ikke brugt", "Tiden udløb.");
    }

    @Test
    void anUnansweredQuestionLapses() {
        types(bos, showsCode(karens));
        String yes = action(karens.get("/help/show"), "allow");
        sql("""
                update assistance.watch
                set shown_at = shown_at - interval '16 minutes', code_until = code_until - interval '16 minutes'
                where tenant_id = :tenant
                """);
        send(karens, yes, Map.of());
        assertThat(bos.get("/staff/assist").body()).doesNotContain("Karen");
        assertThat(actions(Filter.about(karen.publicId()))).startsWith("assistance.watch.lapsed");
    }

    @Test
    void itIsOverWhenKarenSignsOutOrTakesItBackOrShowsAnother() {
        String withdrawn = showsCode(karens);
        send(karens, "/help/show/end", Map.of());
        assertWrong(types(bos, withdrawn));
        String replaced = showsCode(karens);
        String code = showsCode(karens);
        if (!replaced.equals(code)) {
            assertWrong(types(bos, replaced));
        }
        send(karens, "/sign-out", Map.of());
        assertWrong(types(bos, code));
    }

    @Test
    void itIsNothingAtAnotherTown() {
        String code = showsCode(karens);
        var here = town;
        town = TestTown.found(founding);
        TestTown.<Boolean, RuntimeException>in(town, () -> {
            providers.add(directory
                    .provider("staff", dk.bykassen.identity.NumberRule.UNUSED)
                    .forAudience(dk.bykassen.identity.Audience.STAFF));
            return true;
        });
        assertWrong(types(member("Nabo Jensen", "customer-service"), code));
        town = here;
        assertThat(types(bos, code).status()).isEqualTo(303);
    }

    @Test
    void fiveWrongOnesAndTheMemberWaits() {
        String code = showsCode(karens);
        for (int i = 0; i < Guesses.IN_A_ROW; i++) {
            assertWrong(types(bos, otherThan(code)));
        }
        assertEnough(types(bos, code));
        bos.get("/staff/sign-in");
        assertEnough(types(member("Bo Jensen", "customer-service"), code));
        assertThat(types(member("Ida Lund", "customer-service"), code).status()).isEqualTo(303);
        assertThat(actions(Filter.EVERYTHING)).contains("assistance.code.refused");
    }

    @Test
    void aRightOneBeginsTheCountAnew() {
        for (int i = 0; i < Guesses.IN_A_ROW - 1; i++) {
            types(bos, "000000");
        }
        assertThat(types(bos, showsCode(karens)).status()).isEqualTo(303);
        assertWrong(types(bos, "000000"));
    }

    @Test
    void waitingDoesNotBuyMoreThanTwentyADay() {
        for (int wrong = 0; wrong < Guesses.A_DAY; wrong++) {
            assertWrong(types(bos, "000000"));
            sql("update assistance.guess set at = at - interval '16 minutes' where tenant_id = :tenant");
        }
        assertEnough(types(bos, showsCode(karens)));
        sql("update assistance.guess set at = at - interval '1 day' where tenant_id = :tenant");
        assertThat(types(bos, showsCode(karens)).status()).isEqualTo(303);
    }

    @Test
    void manyMembersTogetherSlowEachOther() {
        sql("""
                insert into assistance.guess (tenant_id, member, at)
                select m.tenant_id, m.public_id, s.last_seen_at
                from staff.member m
                join staff.session s on s.tenant_id = m.tenant_id and s.member_id = m.id
                cross join generate_series(1, 60)
                where m.tenant_id = :tenant
                """);
        assertEnough(types(member("Ida Lund", "customer-service"), showsCode(karens)));
    }

    @Test
    void guessesSentSideBySideShareNoPlace() throws ExecutionException, InterruptedException {
        String csrf = bos.get("/staff/no-such-page").csrf();
        List<Callable<String>> guesses = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            guesses.add(() -> {
                Visitor same = browser();
                same.cookies().putAll(bos.cookies());
                return same.post("/staff/assist", Map.of("_csrf", csrf, "code", "000000"))
                        .body();
            });
        }
        int judged = 0;
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (Future<String> answer : threads.invokeAll(guesses)) {
                judged += answer.get().contains("Koden passer ikke") ? 1 : 0;
            }
        }
        assertThat(judged).isEqualTo(Guesses.IN_A_ROW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cashier", "finance", "administrator", "auditor", "parking-officer"})
    void onlyThoseWhoMayAssistType(String role) {
        assertThat(types(member("Rolf", role), showsCode(karens)).status()).isEqualTo(403);
    }

    @Test
    void whoReadsTheDatabaseReadsNoCode() {
        String code = showsCode(karens);
        String row = "select count(*) from assistance.watch w where w::text like '%" + code + "%'";
        assertThat(count(row)).isZero();
        types(bos, code);
        assertThat(count("select count(*) from assistance.watch where code_sealed is not null"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "watch_code_is_short        | code_until = shown_at + interval '11 minutes'",
                "watch_code_while_shown     | code_lookup = null, code_sealed = null",
                "watch_code_is_whole        | code_sealed = null",
                "watch_asked_by_a_member    | state = 'asked', code_lookup = null, code_sealed = null",
                "watch_member_is_whole      | member_name = 'Bo'",
                "watch_ended_says_how       | state = 'ended', code_lookup = null, code_sealed = null, ended_at = shown_at",
                "watch_opened_has_end       | opened_at = shown_at",
                "watch_is_short             | opened_at = shown_at, open_until = shown_at + interval '16 minutes'",
                "watch_state_check          | state = 'forever', code_lookup = null, code_sealed = null"
            })
    void aLeaveThatCannotBeIsRefused(String constraint, String change) {
        showsCode(karens);
        refused(constraint, "update assistance.watch set " + change + " where tenant_id = :tenant");
    }

    @Test
    void aSessionThatLooksLastsAQuarterOfAnHourAtMost() {
        boSeesKarensPages();
        refused("session_watch_is_short", """
                update identity.session set expires_at = expires_at + interval '1 minute'
                where tenant_id = :tenant and watch_id is not null
                """);
    }

    private void refused(String constraint, String statement) {
        assertThatThrownBy(() -> sql(statement))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("\"" + constraint + "\"");
    }

    private long count(String question) {
        return with(() -> jdbc.sql(question).query(Long.class).single());
    }

    private static String otherThan(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private static void assertWrong(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Koden passer ikke");
    }

    private static void assertEnough(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("for mange forkerte koder");
    }
}
