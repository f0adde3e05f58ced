package dk.bykassen.staff;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Filter;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.PersonPanel;
import dk.bykassen.identity.PersonPicture;
import dk.bykassen.identity.Sessions;
import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import dk.bykassen.web.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The page of one citizen, behind a reason that the citizen reads. */
@Controller
class PersonController {

    /** As many of the last deeds as the page shows. */
    private static final int DEEDS = 10;

    private static final int LONGEST_WORDS = 300;

    private final People people;
    private final Openings openings;
    private final Sessions sessions;
    private final AuditTrail audit;
    private final List<PersonPanel> panels;
    private final PersonPicture picture;
    private final Frames frames;

    PersonController(
            People people,
            Openings openings,
            Sessions sessions,
            AuditTrail audit,
            List<PersonPanel> panels,
            PersonPicture picture,
            Frames frames) {
        this.people = people;
        this.openings = openings;
        this.sessions = sessions;
        this.audit = audit;
        this.panels = panels.stream()
                .sorted(Comparator.comparingInt(PersonPanel::order))
                .toList();
        this.picture = picture;
        this.frames = frames;
    }

    @GetMapping("/staff/people/{id}")
    @Needs(Right.SEE_PEOPLE)
    Page page(@PathVariable UUID id, StaffMember member, HttpServletRequest request) {
        Person person = person(id);
        Openings.Opening opening = openings.inForce(member, person).orElse(null);
        if (opening == null) {
            return ask(person, Form.empty());
        }
        openings.seen(member, person, opening, "staff.person.seen");
        Wording words = frames.wording(Languages.of(request));
        return Page.of("staff/person")
                .with("person", person)
                .with("mayChange", member.may(Right.CHANGE_PEOPLE))
                .with("pictured", picture.of(person).isPresent())
                .with(
                        "panels",
                        panels.stream().map(panel -> panel.of(person, words)).toList())
                .with(
                        "deeds",
                        audit.search(Filter.about(id), null).entries().stream()
                                .limit(DEEDS)
                                .toList());
    }

    @PostMapping("/staff/people/{id}/reason")
    @Needs(Right.SEE_PEOPLE)
    Answer open(@PathVariable UUID id, StaffMember member, HttpServletRequest request) {
        Person person = person(id);
        Form form = Form.of(request);
        LookReason reason = LookReason.coded(form.value("reason")).orElse(null);
        String words = form.value("words");
        if (reason == null) {
            form.reject("reason", "staff.look.reason.missing");
        } else if (reason.wantsWords() && words.length() < 3) {
            form.reject("words", "staff.look.words.missing");
        }
        if (words.length() > LONGEST_WORDS) {
            form.reject("words", "staff.look.words.long", LONGEST_WORDS);
        }
        if (reason == null || form.hasFaults()) {
            return ask(person, form).refused();
        }
        openings.open(member, person, reason, words.isEmpty() ? null : words);
        return SeeOther.to("/staff/people/" + id);
    }

    /** What the citizen looks like; part of the page, and open as long as the page is. */
    @GetMapping("/staff/people/{id}/picture")
    @Needs(Right.SEE_PEOPLE)
    ResponseEntity<byte[]> picture(@PathVariable UUID id, StaffMember member) {
        Person person = person(id);
        return openings.inForce(member, person)
                .flatMap(opening -> picture.of(person))
                .map(jpeg ->
                        ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(jpeg))
                .orElseThrow(Problem::notFound);
    }

    /** Signs the citizen out everywhere, as after a stolen telephone; they read in their history who did it. */
    @PostMapping("/staff/people/{id}/sessions/end")
    @Needs(Right.CHANGE_PEOPLE)
    Answer signOut(@PathVariable UUID id, StaffMember member) {
        Person person = person(id);
        SeeOther back = SeeOther.to("/staff/people/" + id);
        Openings.Opening opening = openings.inForce(member, person).orElse(null);
        if (opening == null) {
            return back;
        }
        sessions.endAll(person.id(), null);
        openings.seen(member, person, opening, "staff.person.signed-out");
        return back.saying("staff.notice.signed-out");
    }

    private Page ask(Person person, Form form) {
        return Page.of("staff/person-reason").with("person", person).with("form", form);
    }

    private Person person(UUID id) {
        return people.byPublicId(id).orElseThrow(Problem::notFound);
    }
}
