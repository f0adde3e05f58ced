package dk.bykassen.simulator.nexi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong with a request, field by field. */
final class FieldErrors {

    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    void unless(boolean right, String field, String sentence) {
        if (!right) {
            errors.computeIfAbsent(field, name -> new ArrayList<>()).add(sentence);
        }
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw Refusal.invalid(errors);
        }
    }
}
