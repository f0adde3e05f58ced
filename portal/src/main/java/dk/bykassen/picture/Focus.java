package dk.bykassen.picture;

import java.util.Locale;

/** Which part of a picture taller than wide is kept. */
enum Focus {
    TOP,
    MIDDLE,
    BOTTOM;

    /** The middle where nothing known was chosen. */
    static Focus coded(String code) {
        for (Focus focus : values()) {
            if (focus.code().equals(code)) {
                return focus;
            }
        }
        return MIDDLE;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param room how much taller the picture is than what is kept of it */
    int offset(int room) {
        return switch (this) {
            case TOP -> 0;
            case MIDDLE -> room / 2;
            case BOTTOM -> room;
        };
    }
}
