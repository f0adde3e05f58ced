package dk.bykassen.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dk.bykassen.TestTown;
import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Founding;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

@TestTown.TownTest
class AssetControllerTest {

    @Autowired
    AssetController controller;

    @Autowired
    SecurityHeaders headers;

    @Autowired
    Looks looks;

    @Autowired
    Founding founding;

    private MockMvc browser;
    private Look look;

    @BeforeEach
    void aTenant() {
        look = looks.of(TestTown.found(founding));
        browser = MockMvcBuilders.standaloneSetup(controller).addFilter(headers).build();
    }

    @Test
    void filesMayBeKeptForEver() throws Exception {
        for (String url : List.of(look.kit(), look.theme(), look.font(), look.logo(), look.liveScript())) {
            var answer = fetch(url);
            assertThat(answer.getStatus()).as(url).isEqualTo(200);
            assertThat(answer.getHeaders("Cache-Control"))
                    .as(url)
                    .containsExactly("public, max-age=31536000, immutable");
            assertThat(answer.getHeaders("X-Content-Type-Options")).containsExactly("nosniff");
        }
    }

    @Test
    void everyFileSaysWhatItIs() throws Exception {
        assertThat(fetch(look.kit()).getContentType()).isEqualTo("text/css;charset=UTF-8");
        assertThat(fetch(look.theme()).getContentType()).isEqualTo("text/css;charset=UTF-8");
        assertThat(fetch(look.font()).getContentType()).isEqualTo("font/woff2");
        assertThat(fetch(look.logo()).getContentType()).startsWith("image/svg+xml");
        assertThat(fetch(look.liveScript()).getContentType()).isEqualTo("text/javascript;charset=UTF-8");
    }

    @Test
    void textIsSentCompressedToThoseWhoCanReadThat() throws Exception {
        var compressed = fetch(look.kit(), "Accept-Encoding", "br, gzip");
        var plain = fetch(look.kit());

        assertThat(compressed.getHeader("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.getHeader("ETag")).isNotEqualTo(plain.getHeader("ETag"));
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.getContentAsByteArray())).readAllBytes())
                .isEqualTo(plain.getContentAsByteArray());
        assertThat(plain.getHeader("Content-Encoding")).isNull();
        assertThat(plain.getHeader("Vary")).isEqualTo("Accept-Encoding");
        assertThat(fetch(look.font(), "Accept-Encoding", "gzip").getHeader("Content-Encoding"))
                .isNull();
    }

    @Test
    void aFileThatIsThereAlreadyIsNotSentAgain() throws Exception {
        var again = fetch(look.theme(), "If-None-Match", fetch(look.theme()).getHeader("ETag"));

        assertThat(again.getStatus()).isEqualTo(304);
        assertThat(again.getContentAsByteArray()).isEmpty();
    }

    @Test
    void theStyleNamesTheFontByItsOwnAddress() throws Exception {
        assertThat(fetch(look.kit()).getContentAsString()).contains("url(" + look.font() + ")");
    }

    @Test
    void whatIsNotOursIsNotFound() {
        for (String path : List.of("/assets/000000000000/kit.css", look.kit() + "x")) {
            assertThatThrownBy(() -> fetch(path))
                    .rootCause()
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.status()).isEqualTo(404));
        }
    }

    private MockHttpServletResponse fetch(String path, String... header) throws Exception {
        var request = get(path);
        if (header.length > 0) {
            request.header(header[0], header[1]);
        }
        return browser.perform(request).andReturn().getResponse();
    }
}
