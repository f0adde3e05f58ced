package dk.bykassen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/accounts", "/accounts/1/statement?from=2026-01-01&page=2", "/a%20b", "/%C3%A6"})
    void aPathOfThisPortalIsFollowed(String path) {
        assertThat(LocalPath.orElse(path, "/home")).isEqualTo(path);
        assertThat(URI.create(path).getHost()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "accounts",
                "//elsewhere.example",
                "/\\elsewhere.example",
                "https://elsewhere.example",
                "/a\r\nX: 1",
                "/a#b",
                "/%",
                "/%zz",
                "/a?b=%2",
                "/%0d%0aX:1"
            })
    void anythingElseIsNot(String path) {
        assertThat(LocalPath.orElse(path, "/home")).isEqualTo("/home");
    }
}
