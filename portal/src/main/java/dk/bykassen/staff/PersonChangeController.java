package dk.bykassen.staff;

import dk.bykassen.identity.Addresses;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Answer;
import dk.bykassen.web.Form;
import dk.bykassen.web.Page;
import dk.bykassen.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Corrects what is on file about a citizen; only behind the reason that opened the citizen's page. */
@Controller
class PersonChangeController {

    private static final int LONGEST_WHY = 300;

    private final People people;
    private final Openings openings;
    private final Corrections corrections;

    PersonChangeController(People people, Openings openings, Corrections corrections) {
        this.people = people;
        this.openings = openings;
        this.corrections = corrections;
    }

    @GetMapping("/staff/people/{id}/change")
    @Needs(Right.CHANGE_PEOPLE)
    Answer page(@PathVariable UUID id, StaffMember member) {
        Person person = people.byPublicId(id).orElseThrow(Problem::notFound);
        if (openings.inForce(member, person).isEmpty()) {
            return SeeOther.to("/staff/people/" + id);
        }
        return page(person, Form.filled(onFile(person)));
    }

    @PostMapping("/staff/people/{id}/change")
    @Needs(Right.CHANGE_PEOPLE)
    Answer change(@PathVariable UUID id, StaffMember member, HttpServletRequest request) {
        Person person = people.byPublicId(id).orElseThrow(Problem::notFound);
        Openings.Opening opening = openings.inForce(member, person).orElse(null);
        if (opening == null) {
            return SeeOther.to("/staff/people/" + id);
        }
        Form form = Form.of(request);
        Corrections.Wish wish = read(form, person);
        if (form.hasFaults()) {
            return page(person, form).refused();
        }
        if (corrections.make(member, opening, person, version(form), wish) instanceof People.Outdated(Person now)) {
            form.reject("firstName", "staff.change.outdated");
            return page(now, form).refused();
        }
        return SeeOther.to("/staff/people/" + id).saying("staff.notice.person-changed");
    }

    /** {@code person} gives the version the next try is made against, and what is on file beside what was typed. */
    private static Page page(Person person, Form form) {
        return Page.of("staff/person-change").with("person", person).with("form", form);
    }

    private static Map<String, String> onFile(Person person) {
        var values = new HashMap<String, String>();
        values.put("firstName", person.firstName());
        values.put("lastName", person.lastName());
        put(values, "address", person.address());
        put(values, "postcode", person.postcode());
        put(values, "city", person.city());
        put(values, "email", person.email());
        put(values, "mobile", person.mobile());
        return values;
    }

    private static void put(Map<String, String> values, String field, @Nullable String value) {
        if (value != null) {
            values.put(field, value);
        }
    }

    private static Corrections.Wish read(Form form, Person person) {
        // What the page does not offer to change stays as it is, whatever a form brings along.
        String first = person.isNamedByEid() ? person.firstName() : text(form, "firstName", 100);
        String last = person.isNamedByEid() ? person.lastName() : text(form, "lastName", 100);
        if (first.isEmpty() && last.isEmpty() && !person.isNamedByEid()) {
            form.reject("firstName", "staff.change.name.missing");
        }
        boolean hidden = person.isProtected();
        String address = hidden ? person.address() : orNull(text(form, "address", 200));
        String postcode = hidden ? person.postcode() : orNull(text(form, "postcode", 12));
        String city = hidden ? person.city() : orNull(text(form, "city", 100));
        String email = form.value("email");
        String mobile = form.value("mobile");
        String readEmail = email.isEmpty() ? null : Addresses.email(email).orElse(null);
        String readMobile = mobile.isEmpty()
                ? null
                : Addresses.mobile(mobile, Tenants.current().country()).orElse(null);
        if (!email.isEmpty() && readEmail == null) {
            form.reject("email", "staff.change.email.wrong");
        }
        if (!mobile.isEmpty() && readMobile == null) {
            form.reject("mobile", "staff.change.mobile.wrong");
        }
        String why = text(form, "why", LONGEST_WHY);
        if (why.length() < 3) {
            form.reject("why", "staff.change.why.missing");
        }
        return new Corrections.Wish(first, last, address, postcode, city, readEmail, readMobile, why);
    }

    private static String text(Form form, String field, int longest) {
        String text = form.value(field).replace('\n', ' ');
        if (text.length() > longest) {
            form.reject(field, "staff.change.long", longest);
        }
        return text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static int version(Form form) {
        String version = form.value("version");
        return version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
    }
}
