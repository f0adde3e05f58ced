package dk.bykassen.identity;

import dk.bykassen.web.Answer;
import dk.bykassen.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where a page asks to stay signed in, beside the form somebody is filling in: any visit keeps a session. */
@Controller
@OwnEyes
class KeepController {

    /** For a browser without script, in a tab of its own. */
    @GetMapping(value = "/session", produces = MediaType.TEXT_HTML_VALUE)
    Answer page() {
        return Page.of("identity/kept");
    }

    /** For the script: how many seconds there are now. */
    @GetMapping(value = "/session", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Long>> left(SignedIn person) {
        long seconds = Duration.between(Instant.now(), person.sessionEnds()).toSeconds();
        return ResponseEntity.ok(Map.of("left", seconds));
    }
}
