package dk.bykassen.identity;

import dk.bykassen.tenant.Tenants;
import dk.bykassen.web.Form;
import dk.bykassen.web.TypedLine;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what somebody typed about where and how a person is reached, and tells the form what is wrong with it. */
public final class TypedDetails {

    private static final int LONGEST_ADDRESS = 200;
    private static final int LONGEST_CITY = 100;

    private final Form form;

    public TypedDetails(Form form) {
        this.form = form;
    }

    /** Street and number; null where nothing was typed, as everywhere here. */
    public @Nullable String address() {
        return line("address", LONGEST_ADDRESS);
    }

    public @Nullable String city() {
        return line("city", LONGEST_CITY);
    }

    public @Nullable String postcode() {
        String typed = TypedLine.tidy(form.value("postcode")).toUpperCase(Locale.ROOT);
        if (!typed.isEmpty() && !typed.matches("(?=.*[0-9])[A-Z0-9][A-Z0-9 -]{1,11}")) {
            form.reject("postcode", "profile.fault.postcode");
        }
        return typed.isEmpty() ? null : typed;
    }

    /** A telephone number in E.164. */
    public @Nullable String phone(String field) {
        String typed = form.value(field);
        if (typed.isEmpty()) {
            return null;
        }
        Optional<String> number = Addresses.phone(typed, Tenants.current().country());
        if (number.isEmpty()) {
            form.reject(field, "profile.fault.phone");
        }
        return number.orElse(null);
    }

    public @Nullable String line(String field, int longest) {
        String line = TypedLine.tidy(form.value(field));
        if (TypedLine.length(line) > longest) {
            form.reject(field, "profile.fault.too-long", longest);
        }
        return line.isEmpty() ? null : line;
    }

    /** The version the form was filled from; one that is not ours is none. */
    public int version() {
        String typed = form.value("version");
        return typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : -1;
    }

    /** A number as people write it, empty where there is none: what {@link #phone} reads again. */
    public static String shown(@Nullable String e164) {
        return e164 == null ? "" : Addresses.shown(e164, Tenants.current().country());
    }
}
