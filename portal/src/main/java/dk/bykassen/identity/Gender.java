package dk.bykassen.identity;

import java.util.Locale;
import java.util.Optional;

/** As somebody tells it, where they tell it at all. */
public enum Gender {
    FEMALE,
    MALE,
    OTHER;

    /** In tables, forms and message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Gender> coded(String code) {
        for (Gender gender : values()) {
            if (gender.code().equals(code)) {
                return Optional.of(gender);
            }
        }
        return Optional.empty();
    }
}
