package dk.bykassen.profile;

import dk.bykassen.audit.Actor;
import dk.bykassen.identity.Addresses;
import dk.bykassen.identity.Channel;
import dk.bykassen.identity.Details;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.SignedIn;
import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Clash;
import dk.bykassen.web.Form;
import dk.bykassen.web.Languages;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * What somebody is known by, seen and changed by themselves. Two browsers that change it at once: the second is told, sees
 * both versions, and loses nothing it typed.
 */
@Controller
class ProfileController {

    private final People people;
    private final InstantSource clock;

    ProfileController(People people, InstantSource clock) {
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/profile")
    Answer profile(SignedIn viewer) {
        Person person = person(viewer);
        return Page.of("profile/profile")
                .with("person", person)
                .with("email", person.email() == null ? null : Addresses.shown(person.email()))
                .with("mobile", phone(person.mobile()))
                .with("privatePhone", phone(person.privatePhone()))
                .with("workPhone", phone(person.workPhone()));
    }

    @GetMapping("/profile/edit")
    Answer edit(SignedIn viewer) {
        Person person = person(viewer);
        return form(person, Form.filled(ProfileForm.filled(person)), List.of());
    }

    @PostMapping("/profile/edit")
    Answer save(SignedIn viewer, HttpServletRequest request) {
        Person person = person(viewer);
        Form form = Form.of(request);
        var typed = new ProfileForm(form, person, Tenants.current().dayOf(clock.instant()));
        if (typed.version() != person.version()) {
            return clash(person, form);
        }
        Details details = typed.details();
        String email = typed.email();
        String mobile = typed.mobile();
        if (form.hasFaults()) {
            return form(person, form, List.of()).refused();
        }
        boolean isMoving = !Objects.equals(email, person.email()) || !Objects.equals(mobile, person.mobile());
        // Who is written to may sign in by it: whoever finds an open browser does not move it elsewhere.
        boolean mayMove = viewer.isFresh();
        var outcome = people.change(
                Actor.citizen(person.publicId()),
                person.id(),
                person.version(),
                details,
                mayMove ? email : person.email(),
                mayMove ? mobile : person.mobile());
        return switch (outcome) {
            case People.Changed changed
            when isMoving && !mayMove ->
                SeeOther.to("/sign-in?fresh&to=" + ContactGate.PAGE).saying("profile.notice.saved-sign-in");
            case People.Changed(Person changed) -> saved(person, changed, request);
            case People.Outdated(Person current) -> clash(current, form);
        };
    }

    private static SeeOther saved(Person before, Person after, HttpServletRequest request) {
        boolean toConfirm = isNew(before, after, Channel.EMAIL) || isNew(before, after, Channel.SMS);
        String page = toConfirm ? ContactGate.PAGE : "/profile";
        boolean spoken = after.language().equals(Languages.of(request))
                || after.language().equals(before.language());
        return SeeOther.to(spoken ? page : page + "?lang=" + after.language().getLanguage())
                .saying(toConfirm ? "profile.notice.saved-confirm" : "profile.notice.saved");
    }

    private static boolean isNew(Person before, Person after, Channel channel) {
        return after.contact(channel) != null && !Objects.equals(before.contact(channel), after.contact(channel));
    }

    private static Page clash(Person current, Form form) {
        Clash.Merged merged = Clash.merge(ProfileForm.filled(current), form);
        merged.form().reject("clash", "profile.clash");
        return form(current, merged.form(), merged.clashes()).refused();
    }

    private static Page form(Person person, Form form, List<Clash> clashes) {
        return Page.of("profile/edit")
                .with("person", person)
                .with("form", form)
                .with("was", ProfileForm.filled(person))
                .with("clashes", clashes)
                .with("ownName", ProfileForm.hasOwnName(person))
                .with("ownBirthDate", ProfileForm.hasOwnBirthDate(person))
                .with("companies", ProfileForm.offersCompanies(Tenants.current()));
    }

    private Person person(SignedIn viewer) {
        return people.find(viewer.personId()).orElseThrow(Problem::notFound);
    }

    private static @Nullable String phone(@Nullable String e164) {
        return e164 == null ? null : ContactController.shown(Channel.SMS, e164);
    }
}
