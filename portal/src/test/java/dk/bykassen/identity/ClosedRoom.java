package dk.bykassen.identity;

import dk.bykassen.web.Answer;
import dk.bykassen.web.SeeOther;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** A page whose author gave no thought to who may see it. */
@Controller
class ClosedRoom {

    @GetMapping("/closed-room")
    ResponseEntity<String> look(SignedIn person) {
        return ResponseEntity.ok("only for " + person.name() + " by " + person.way());
    }

    @GetMapping("/closed-room/key")
    ResponseEntity<String> key(SignedIn person) {
        return ResponseEntity.ok(person.publicId().toString());
    }

    @PostMapping("/closed-room")
    Answer act(SignedIn person) {
        return SeeOther.to("/closed-room");
    }
}
