package dk.bykassen.web;

/**
 * A {@link LiveSign} as it was read for one page.
 *
 * @param name the sign's name
 */
public record StatusLine(String name, LiveSign.Reading reading) {}
