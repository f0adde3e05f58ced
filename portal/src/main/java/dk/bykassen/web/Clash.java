package dk.bykassen.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field of a form that was changed elsewhere while the form was open.
 *
 * @param field its name
 * @param typed what stood in the form
 * @param saved what was saved elsewhere
 * @param isOurs whether the form changed it as well, so that its owner must choose
 */
public record Clash(String field, String typed, String saved, boolean isOurs) {

    /** Before the name of a hidden field with what the visible one was filled with. */
    private static final String WAS = "was-";

    /** @param form to be shown again: nothing that was typed is lost */
    public record Merged(Form form, List<Clash> clashes) {}

    /**
     * Somebody was faster. What only they changed is taken over, what only this form changed stays typed, and where both
     * did this form's words stand in the field and both are told.
     *
     * @param saved what is kept now, by field, in the order of the page
     */
    public static Merged merge(Map<String, String> saved, Form form) {
        var merged = new LinkedHashMap<String, String>();
        var clashes = new ArrayList<Clash>();
        saved.forEach((field, now) -> {
            String typed = form.value(field);
            String was = form.value(WAS + field);
            boolean theirs = !now.equals(was);
            boolean ours = !typed.equals(was);
            merged.put(field, ours ? typed : now);
            if (theirs && !typed.equals(now)) {
                clashes.add(new Clash(field, ours ? typed : was, now, ours));
            }
        });
        return new Merged(Form.filled(merged), clashes);
    }

    /** Never the values: records end up in logs. */
    @Override
    public String toString() {
        return "Clash over " + field;
    }
}
