package dk.bykassen.identity;

import dk.bykassen.web.Answer;
import dk.bykassen.web.SeeOther;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** A page for those who proved who they are a moment ago. */
@Controller
@Fresh
class Vault {

    @GetMapping("/vault")
    ResponseEntity<String> look(SignedIn person) {
        return ResponseEntity.ok("the vault of " + person.name());
    }

    @PostMapping("/vault")
    Answer act(SignedIn person) {
        return SeeOther.to("/vault");
    }
}
