package dk.bykassen.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was typed into a form, kept as typed, and what is wrong with it. The same words stand in the summary on top and
 * beside the field.
 */
public final class Form {

    /** Longer than anything a person types into one of our fields. */
    private static final int LONGEST = 2_000;

    /**
     * One thing to mend.
     *
     * @param field the field's name, and the id the summary links to
     * @param message message key
     * @param arguments of the message
     */
    public record Fault(String field, String message, Object[] arguments) {}

    private final java.util.function.Function<String, @Nullable String> typed;
    private final List<Fault> faults = new ArrayList<>();

    private Form(java.util.function.Function<String, @Nullable String> typed) {
        this.typed = typed;
    }

    public static Form empty() {
        return new Form(name -> null);
    }

    public static Form of(HttpServletRequest request) {
        return new Form(request::getParameter);
    }

    /** A form filled beforehand, such as with stored values. */
    public static Form filled(java.util.Map<String, String> values) {
        return new Form(values::get);
    }

    /** What was typed, without surrounding space and control characters; empty when nothing was. */
    public String value(String field) {
        String raw = typed.apply(field);
        if (raw == null) {
            return "";
        }
        String clean = raw.replaceAll("[\\p{Cntrl}&&[^\\n]]", "").strip();
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
    }

    public boolean isTicked(String field) {
        return !value(field).isEmpty();
    }

    public void reject(String field, String message, Object... arguments) {
        faults.add(new Fault(field, message, arguments));
    }

    public boolean hasFaults() {
        return !faults.isEmpty();
    }

    public List<Fault> faults() {
        return faults;
    }

    /** The first fault of a field. */
    public Optional<Fault> fault(String field) {
        return faults.stream().filter(fault -> fault.field().equals(field)).findFirst();
    }
}
