package dk.bykassen.card;

import dk.bykassen.identity.Details;
import dk.bykassen.identity.Person;
import dk.bykassen.identity.TypedDetails;
import dk.bykassen.web.Form;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What <i>Brugeroplysninger</i> asks: where and by which telephone the account's holder is reached. */
final class DetailsForm {

    private final Form form;
    private final HolderView view;
    private final TypedDetails typed;

    DetailsForm(Form form, HolderView view) {
        this.form = form;
        this.view = view;
        this.typed = new TypedDetails(form);
    }

    /** What the form is filled with, field by field, in the order of the page. */
    static Map<String, String> filled(HolderView view) {
        Person holder = view.holder();
        var values = new LinkedHashMap<String, String>();
        values.put("private-phone", TypedDetails.shown(holder.privatePhone()));
        if (view.seesAddress()) {
            values.put("address", text(holder.address()));
            values.put("postcode", text(holder.postcode()));
            values.put("city", text(holder.city()));
        }
        return values;
    }

    Form form() {
        return form;
    }

    int version() {
        return typed.version();
    }

    /** The typed details; what the page does not ask of this viewer stays as it was. */
    Details details() {
        Details before = Details.of(view.holder());
        boolean asked = view.seesAddress();
        return new Details(
                before.firstName(),
                before.lastName(),
                before.birthDate(),
                before.gender(),
                typed.phone("private-phone"),
                before.workPhone(),
                before.language(),
                asked ? typed.address() : before.address(),
                asked ? typed.postcode() : before.postcode(),
                asked ? typed.city() : before.city(),
                before.company());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
