package dk.bykassen.identity;

import org.jspecify.annotations.Nullable;

/**
 * A company that is a customer.
 *
 * @param number CVR number in Denmark, organisation number in Norway: digits alone, its check digit right
 * @param contactPerson whom to ask for there
 */
public record Company(String name, String number, @Nullable String contactPerson) {

    /** Never the name: records end up in logs, and many companies are one person. */
    @Override
    public String toString() {
        return "Company";
    }
}
