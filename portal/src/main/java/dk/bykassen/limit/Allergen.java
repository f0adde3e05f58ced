package dk.bykassen.limit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The fourteen substances that food must be labelled with (Regulation (EU) No 1169/2011, annex II; in Norway by
 * matinformasjonsforskriften). Tills name them by {@link #code()}.
 */
public enum Allergen {
    GLUTEN,
    CRUSTACEANS,
    EGG,
    FISH,
    PEANUTS,
    SOYA,
    MILK,
    NUTS,
    CELERY,
    MUSTARD,
    SESAME,
    SULPHITES,
    LUPIN,
    MOLLUSCS;

    /** As tills write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Allergen> coded(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
