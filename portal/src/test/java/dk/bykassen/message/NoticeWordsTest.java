package dk.bykassen.message;

import static dk.bykassen.message.NoticesAboutEmil.all;
import static org.assertj.core.api.Assertions.assertThat;

import dk.bykassen.TestTown;
import dk.bykassen.TestTown.TownTest;
import dk.bykassen.tenant.Founding;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.web.Frames;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every notice can be written in every language. */
@TownTest
class NoticeWordsTest {

    @Autowired
    Letters letters;

    @Autowired
    Frames frames;

    @Autowired
    Founding founding;

    @ParameterizedTest
    @ValueSource(strings = {"da", "nb", "en"})
    void everyNoticeHasWordsInEveryLanguage(String language) {
        Tenant town = TestTown.found(founding);
        TestTown.<Void, RuntimeException>in(town, () -> {
            for (Notice notice : all()) {
                Letter letter = letters.write(notice, frames.wording(Locale.of(language)));
                assertThat(PlainText.of(letter, town, frames.wording(Locale.of(language))))
                        .contains("Emil Holm", "http://" + town.hosts().getFirst())
                        .doesNotContain("{0}", "''", "null");
                assertThat(letter.subject()).hasSizeLessThan(90);
            }
            return null;
        });
    }
}
