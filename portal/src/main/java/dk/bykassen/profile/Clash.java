package dk.bykassen.profile;

/**
 * A field of a profile that was changed elsewhere while a form was open.
 *
 * @param field its name; with {@code profile.field.} before it, the key of its label
 * @param typed what stood in the form
 * @param saved what was saved elsewhere
 * @param isOurs whether the form changed it as well, so that its owner must choose
 */
public record Clash(String field, String typed, String saved, boolean isOurs) {

    /** Never the values: records end up in logs. */
    @Override
    public String toString() {
        return "Clash over " + field;
    }
}
