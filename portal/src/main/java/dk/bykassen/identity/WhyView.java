package dk.bykassen.identity;

/**
 * Why something did not come about.
 *
 * @param code part of the keys of its words
 * @param isTrouble whether it is something to worry about
 */
public record WhyView(String code, boolean isTrouble) {}
