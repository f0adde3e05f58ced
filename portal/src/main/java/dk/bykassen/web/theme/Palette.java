package dk.bykassen.web.theme;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A colour for every token: one of the two faces of a theme. */
public record Palette(Map<Token, Colour> colours) {

    /** @throws IllegalArgumentException when a token has no colour */
    public Palette {
        if (colours.size() != Token.values().length) {
            throw new IllegalArgumentException("a palette needs a colour for every token");
        }
        colours = Collections.unmodifiableMap(new EnumMap<>(colours));
    }

    public Colour colour(Token token) {
        return Objects.requireNonNull(colours.get(token));
    }

    /** How well {@code foreground} is seen on {@code background}, from 1 to 21. */
    public double contrast(Token foreground, Token background) {
        return colour(foreground).contrastWith(colour(background));
    }
}
