package dk.bykassen.profile;

import dk.bykassen.identity.Addresses;
import dk.bykassen.identity.Company;
import dk.bykassen.identity.Details;
import dk.bykassen.identity.Gender;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.TypedDetails;
import dk.bykassen.kernel.BusinessNumber;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Form;
import dk.bykassen.web.TypedLine;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody typed about themselves. Reading a field tells the form what is wrong with it. */
final class ProfileForm {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_COMPANY = 120;
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);

    private final Form form;
    private final Person person;
    private final LocalDate today;
    private final Tenant tenant = Tenants.current();
    private final TypedDetails reached;

    ProfileForm(Form form, Person person, LocalDate today) {
        this.form = form;
        this.person = person;
        this.today = today;
        this.reached = new TypedDetails(form);
    }

    /** What the form of {@code person} is filled with, field by field, in the order of the page. */
    static Map<String, String> filled(Person person) {
        var values = new LinkedHashMap<String, String>();
        LocalDate born = person.birthDate();
        Company company = person.company();
        values.put("kind", company == null ? "private" : "company");
        values.put("company-name", company == null ? "" : company.name());
        values.put("business-number", company == null ? "" : company.number());
        values.put("contact-person", company == null ? "" : text(company.contactPerson()));
        values.put("first-name", person.firstName());
        values.put("last-name", person.lastName());
        values.put("birth-day", born == null ? "" : Integer.toString(born.getDayOfMonth()));
        values.put("birth-month", born == null ? "" : Integer.toString(born.getMonthValue()));
        values.put("birth-year", born == null ? "" : Integer.toString(born.getYear()));
        values.put("gender", person.gender() == null ? "" : person.gender().code());
        values.put("email", person.email() == null ? "" : Addresses.shown(person.email()));
        values.put("mobile", TypedDetails.shown(person.mobile()));
        values.put("private-phone", TypedDetails.shown(person.privatePhone()));
        values.put("work-phone", TypedDetails.shown(person.workPhone()));
        values.put("address", text(person.address()));
        values.put("postcode", text(person.postcode()));
        values.put("city", text(person.city()));
        values.put("language", person.language().getLanguage());
        return values;
    }

    /** A name an eID told, or that a register protects, is not changed here. */
    static boolean hasOwnName(Person person) {
        return !person.isNamedByEid() && !person.isProtected();
    }

    /** A date of birth that a person number or an eID told is not changed here. */
    static boolean hasOwnBirthDate(Person person) {
        return person.birthDate() == null || person.number() == null && !person.isNamedByEid();
    }

    /** Companies are customers of parking; nobody eats a school's lunch as one. */
    static boolean offersCompanies(Tenant tenant) {
        return !tenant.keepsAccounts();
    }

    Details details() {
        boolean ownName = hasOwnName(person);
        return new Details(
                ownName ? name("first-name", true) : person.firstName(),
                ownName ? name("last-name", false) : person.lastName(),
                hasOwnBirthDate(person) ? birthDate() : person.birthDate(),
                Gender.coded(form.value("gender")).orElse(null),
                reached.phone("private-phone"),
                reached.phone("work-phone"),
                language(),
                reached.address(),
                reached.postcode(),
                reached.city(),
                offersCompanies(tenant) ? company() : person.company());
    }

    /** The e-mail address; an address given once is changed, not taken away: it may be somebody's only way in. */
    @Nullable
    String email() {
        String typed = form.value("email");
        if (typed.isEmpty() && person.email() == null) {
            return null;
        }
        Optional<String> address = Addresses.email(typed);
        if (address.isEmpty()) {
            form.reject("email", typed.isEmpty() ? "profile.fault.no-email" : "profile.fault.email");
        }
        return address.orElse(person.email());
    }

    /** The mobile number, as {@link #email}. */
    @Nullable
    String mobile() {
        String typed = form.value("mobile");
        if (typed.isEmpty() && person.mobile() == null) {
            return null;
        }
        Optional<String> number = Addresses.mobile(typed, tenant.country());
        if (number.isEmpty()) {
            form.reject("mobile", typed.isEmpty() ? "profile.fault.no-sms" : "profile.fault.sms");
        }
        return number.orElse(person.mobile());
    }

    /** The version the form was filled from; one that is not ours is none. */
    int version() {
        return reached.version();
    }

    private String name(String field, boolean needed) {
        String name = TypedLine.tidy(form.value(field));
        if (name.isEmpty() && needed) {
            form.reject(field, "profile.fault.no-name");
        } else if (TypedLine.length(name) > LONGEST_NAME) {
            form.reject(field, "profile.fault.too-long", LONGEST_NAME);
        } else if (!name.isEmpty() && !TypedLine.isName(name)) {
            form.reject(field, "profile.fault.name");
        }
        return name;
    }

    private @Nullable LocalDate birthDate() {
        String day = form.value("birth-day");
        String month = form.value("birth-month");
        String year = form.value("birth-year");
        if ((day + month + year).isEmpty()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.of(number(year, 4), number(month, 2), number(day, 2));
            if (!date.isBefore(EARLIEST_BIRTH) && !date.isAfter(today)) {
                return date;
            }
        } catch (DateTimeException notADate) {
            // Told below, as a date that nobody can be born on.
        }
        form.reject("birth-day", "profile.fault.birth-date");
        return null;
    }

    private static int number(String typed, int digits) {
        return typed.matches("[0-9]{1," + digits + "}") ? Integer.parseInt(typed) : 0;
    }

    private Locale language() {
        return tenant.languages().stream()
                .filter(language -> language.getLanguage().equals(form.value("language")))
                .findFirst()
                .orElse(person.language());
    }

    private @Nullable Company company() {
        if (!form.value("kind").equals("company")) {
            return null;
        }
        String name = TypedLine.tidy(form.value("company-name"));
        if (name.isEmpty()) {
            form.reject("company-name", "profile.fault.no-company");
        } else if (TypedLine.length(name) > LONGEST_COMPANY) {
            form.reject("company-name", "profile.fault.too-long", LONGEST_COMPANY);
        }
        boolean danish = tenant.country() == Tenant.Country.DK;
        String typed = form.value("business-number");
        Optional<String> number = danish ? BusinessNumber.danish(typed) : BusinessNumber.norwegian(typed);
        if (number.isEmpty()) {
            form.reject("business-number", danish ? "profile.fault.cvr" : "profile.fault.orgnr");
        }
        return new Company(name, number.orElse(""), reached.line("contact-person", LONGEST_COMPANY));
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
