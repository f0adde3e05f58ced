package dk.bykassen.web.theme;

import java.util.stream.Collectors;

/** Writes a theme as a style sheet that sets custom properties in the layer {@code theme} and nothing else. */
public final class ThemeCss {

    private ThemeCss() {}

    public static String of(Theme theme) {
        return """
                @layer theme{
                :root{--r:%dpx;%s}
                @media screen and (prefers-color-scheme:dark){:root{%s}}
                }
                """.formatted(theme.radius(), properties(theme.light()), properties(theme.dark()));
    }

    private static String properties(Palette palette) {
        return palette.colours().entrySet().stream()
                .map(entry -> "--" + entry.getKey().css() + ":" + entry.getValue())
                .collect(Collectors.joining(";"));
    }
}
