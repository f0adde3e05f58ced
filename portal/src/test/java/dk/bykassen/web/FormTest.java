package dk.bykassen.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FormTest {

    /** PostgreSQL stores no NUL, and no other control character is anything a person typed. */
    @Test
    void controlCharactersAreLeftOut() {
        Form form = Form.filled(Map.of("email", "ka\u0000ren\u0001@\texample.com\u007f"));
        assertThat(form.value("email")).isEqualTo("karen@example.com");
    }

    @Test
    void linesStayLines() {
        assertThat(Form.filled(Map.of("note", " one\r\ntwo ")).value("note")).isEqualTo("one\ntwo");
    }
}
