package dk.bykassen.staff;

import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.PersonAct;
import dk.bykassen.kernel.Problem;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Frames;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Does what a panel of a citizen's page offers, after asking once more; only behind the reason that opened the page. */
@Controller
class PersonActController {

    private static final String PAGE = "/staff/people/{id}/acts/{act}/{thing}";

    private final People people;
    private final Openings openings;
    private final List<PersonAct> acts;
    private final Frames frames;

    PersonActController(People people, Openings openings, List<PersonAct> acts, Frames frames) {
        this.people = people;
        this.openings = openings;
        this.acts = acts;
        this.frames = frames;
    }

    @GetMapping(PAGE)
    @Needs(Right.CHANGE_PEOPLE)
    Answer ask(
            @PathVariable UUID id,
            @PathVariable String act,
            @PathVariable UUID thing,
            StaffMember member,
            HttpServletRequest request) {
        Person person = people.byPublicId(id).orElseThrow(Problem::notFound);
        if (openings.inForce(member, person).isEmpty()) {
            return SeeOther.to("/staff/people/" + id);
        }
        return named(act)
                .question(person, thing, frames.wording(Languages.of(request)))
                .<Answer>map(question -> Page.of("staff/person-act")
                        .with("person", person)
                        .with("question", question)
                        .with("action", "/staff/people/" + id + "/acts/" + act + "/" + thing))
                .orElseGet(() -> SeeOther.to("/staff/people/" + id));
    }

    @PostMapping(PAGE)
    @Needs(Right.CHANGE_PEOPLE)
    Answer act(@PathVariable UUID id, @PathVariable String act, @PathVariable UUID thing, StaffMember member) {
        Person person = people.byPublicId(id).orElseThrow(Problem::notFound);
        SeeOther back = SeeOther.to("/staff/people/" + id);
        Openings.Opening opening = openings.inForce(member, person).orElse(null);
        if (opening == null) {
            return back;
        }
        named(act)
                .act(
                        person,
                        thing,
                        member.actor(),
                        deed -> deed.because(opening.reason().code(), opening.words()));
        return back.saying("staff.notice.done");
    }

    private PersonAct named(String name) {
        return acts.stream().filter(act -> act.name().equals(name)).findFirst().orElseThrow(Problem::notFound);
    }
}
