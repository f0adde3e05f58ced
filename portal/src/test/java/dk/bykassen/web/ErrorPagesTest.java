package dk.bykassen.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import jakarta.servlet.http.Cookie;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What people and systems are told when something is not as it should be. */
@TownTest
class ErrorPagesTest {

    @Autowired
    Failures failures;

    @Autowired
    Frames frames;

    @Autowired
    Founding founding;

    private Tenant town;
    private MockMvc browser;

    @BeforeEach
    void aPageThatFails() {
        town = TestTown.found(founding);
        browser = MockMvcBuilders.standaloneSetup(new Fails())
                .setControllerAdvice(failures)
                .build();
    }

    @Controller
    static class Fails {

        @GetMapping({"/fails/{status}", "/api/fails/{status}"})
        void fails(@PathVariable int status) {
            throw switch (status) {
                case 500 -> new IllegalStateException("a thing only the log should know");
                case 503 -> new CannotGetJdbcConnectionException("no connection", new SQLException("for the log"));
                case 429 -> new Problem(429, "for-the-test", "Said to developers.").retryAfter(7);
                default -> new Problem(status, "for-the-test", "Said to developers.");
            };
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 410, 413, 421, 422, 429, 500, 503})
    void peopleGetAPageInTheirLanguage(int status) throws Exception {
        for (String language : List.of("da", "nb", "en")) {
            MockHttpServletResponse answer = visit("/fails/" + status, language);

            Wording words = TestTown.in(town, () -> frames.wording(Locale.of(language)));
            String page = answer.getContentAsString();
            assertThat(answer.getStatus()).isEqualTo(status);
            assertThat(answer.getContentType()).startsWith("text/html");
            assertThat(page)
                    .contains("<html lang=\"" + language + "\">")
                    .contains("<h1>" + words.t("web.error." + status + ".title") + "</h1>")
                    .contains(words.t("web.error." + status + ".lead"))
                    .contains("70\u00a000\u00a000\u00a000", "href=\"/\"")
                    .doesNotContain("for-the-test", "Said to developers", "only the log", "Exception");
            assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.getHeader("Retry-After") != null).isEqualTo(status == 429 || status == 503);
        }
    }

    @Test
    void whoeverKnowsWhenToComeBackSaysSo() throws Exception {
        assertThat(visit("/api/fails/429", "da").getHeader("Retry-After")).isEqualTo("7");
        assertThat(visit("/api/fails/503", "da").getHeader("Retry-After")).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource({"409, 400", "418, 400", "502, 500"})
    void aStatusWithoutWordsBorrowsThem(int status, int words) throws Exception {
        MockHttpServletResponse answer = visit("/fails/" + status, "da");

        Wording danish = TestTown.in(town, () -> frames.wording(Locale.of("da")));
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getContentAsString()).contains(danish.t("web.error." + words + ".title"));
    }

    @ParameterizedTest
    @CsvSource({"404, for-the-test", "422, for-the-test", "500, internal", "503, overload"})
    void systemsGetAProblem(int status, String type) throws Exception {
        MockHttpServletResponse answer = visit("/api/fails/" + status, "da");

        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat(answer.getContentAsString())
                .contains("\"type\":\"urn:bykassen:problem:" + type + "\"", "\"status\":" + status)
                .doesNotContain("only the log", "for the log");
    }

    private MockHttpServletResponse visit(String path, String language) throws Exception {
        return TestTown.in(
                town,
                () -> browser.perform(get(path).cookie(new Cookie(Languages.COOKIE, language)))
                        .andReturn()
                        .getResponse());
    }
}
