package dk.bykassen.password;

import dk.bykassen.identity.Addresses;
import dk.bykassen.kernel.BusinessNumber;
import dk.bykassen.tenant.Tenant;
import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Form;
import dk.bykassen.web.TypedLine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what somebody typed who wants to become known. */
final class SignUpForm {

    static final int LONGEST_NAME = 100;
    static final int LONGEST_COMPANY = 120;

    private final Form form;

    SignUpForm(Form form) {
        this.form = form;
    }

    /** What was typed, with every fault told to the form; complete when the form has none. */
    record Read(
            String firstName,
            String lastName,
            @Nullable String company,
            @Nullable String businessNumber,
            String email,
            String mobile) {

        Applicant with(String passwordHash, String language) {
            return new Applicant(firstName, lastName, company, businessNumber, email, mobile, passwordHash, language);
        }

        /** What a password must not be made of. */
        List<@Nullable String> own() {
            return Arrays.asList(firstName, lastName, company, email, mobile);
        }

        /** Never what it says: records end up in logs. */
        @Override
        public String toString() {
            return "Read";
        }
    }

    Read read() {
        boolean isCompany = form.value("kind").equals("company");
        return new Read(
                name("first-name", "password.first-name.missing", LONGEST_NAME),
                name("last-name", "password.last-name.missing", LONGEST_NAME),
                isCompany ? name("company-name", "password.company.missing", LONGEST_COMPANY) : null,
                isCompany ? businessNumber() : null,
                address("email", Addresses.email(form.value("email")), "password.email.malformed"),
                address(
                        "mobile",
                        Addresses.mobile(form.value("mobile"), Tenants.current().country()),
                        "password.mobile.malformed"));
    }

    private String name(String field, String missing, int longest) {
        String name = TypedLine.tidy(form.value(field));
        if (name.isEmpty()) {
            form.reject(field, missing);
        } else if (TypedLine.length(name) > longest) {
            form.reject(field, "password.name.too-long", longest);
        } else if (!TypedLine.isName(name)) {
            form.reject(field, "password.name.strange");
        }
        return name;
    }

    private String address(String field, Optional<String> read, String malformed) {
        if (read.isEmpty()) {
            form.reject(field, malformed);
        }
        return read.orElse("");
    }

    private @Nullable String businessNumber() {
        boolean isDanish = Tenants.current().country() == Tenant.Country.DK;
        String typed = form.value("business-number");
        Optional<String> number = isDanish ? BusinessNumber.danish(typed) : BusinessNumber.norwegian(typed);
        if (number.isEmpty()) {
            form.reject("business-number", isDanish ? "password.business-number.dk" : "password.business-number.no");
        }
        return number.orElse(null);
    }
}
