package dk.bykassen.staff;

import dk.bykassen.audit.AuditTrail;
import dk.bykassen.audit.Deed;
import dk.bykassen.identity.Details;
import dk.bykassen.identity.People;
import dk.bykassen.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Changes of citizens' data by staff: old and new values stand in the trail, and beside them why. */
@Service
@Transactional
class Corrections {

    private final People people;
    private final AuditTrail audit;

    Corrections(People people, AuditTrail audit) {
        this.people = people;
        this.audit = audit;
    }

    /**
     * What is to stand on file.
     *
     * @param email in the form of {@link dk.bykassen.identity.Addresses#email}
     * @param mobile in E.164
     * @param why read by the citizen
     */
    record Wish(
            String firstName,
            String lastName,
            @Nullable String address,
            @Nullable String postcode,
            @Nullable String city,
            @Nullable String email,
            @Nullable String mobile,
            String why) {

        /** Never what it says: records end up in logs. */
        @Override
        public String toString() {
            return "Wish";
        }
    }

    /** @param version of the person the member saw */
    public People.Change make(StaffMember member, Openings.Opening opening, Person person, int version, Wish wish) {
        Details old = Details.of(person);
        var fresh = new Details(
                wish.firstName(),
                wish.lastName(),
                old.birthDate(),
                old.gender(),
                old.privatePhone(),
                old.workPhone(),
                old.language(),
                wish.address(),
                wish.postcode(),
                wish.city(),
                old.company());
        People.Change change = people.change(member.actor(), person.id(), version, fresh, wish.email(), wish.mobile());
        if (change instanceof People.Changed) {
            audit.write(Deed.by(member.actor(), "staff.person.corrected")
                    .to(person.publicId())
                    .because(opening.reason().code(), wish.why()));
        }
        return change;
    }
}
