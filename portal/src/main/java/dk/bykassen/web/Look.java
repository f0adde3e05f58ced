package dk.bykassen.web;

/**
 * Addresses of the files that make a tenant's look; each carries a hash of its content and may be kept for ever.
 *
 * @param themeColour what a phone paints its own bars with
 */
public record Look(
        String kit,
        String theme,
        String font,
        String logo,
        String logoDark,
        String logoMono,
        String liveScript,
        String sessionScript,
        String watchScript,
        String themeColour) {}
