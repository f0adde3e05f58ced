package dk.bykassen.simulator.web;

import java.util.Locale;
import java.util.Optional;

/** The languages the simulator's pages speak. */
public enum Language {
    DA,
    NB,
    EN;

    /** The language of a tag such as {@code da-DK} or of a whole Accept-Language header; first known one wins. */
    public static Optional<Language> of(String tags) {
        for (String tag : tags.split("[,\\s]+")) {
            String main = tag.strip().toLowerCase(Locale.ROOT).split("[-_;]", 2)[0];
            switch (main) {
                case "da" -> {
                    return Optional.of(DA);
                }
                case "nb", "no", "nn" -> {
                    return Optional.of(NB);
                }
                case "en" -> {
                    return Optional.of(EN);
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    /** The tag for the page's {@code lang} attribute. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
