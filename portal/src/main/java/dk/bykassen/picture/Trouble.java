package dk.bykassen.picture;

import java.util.Locale;

/** What is wrong with a file that should be a picture. */
enum Trouble {
    MISSING,
    EMPTY,
    /** More bytes than a picture may have. */
    TOO_LARGE,
    /** What iPhones make unless they are told otherwise; also AVIF. */
    HEIC,
    GIF,
    SVG,
    PDF,
    /** A WebP that moves. */
    MOVING,
    /** None of the kinds that are read. */
    OTHER,
    /** Damaged, cut off, or not what it begins like. */
    BROKEN,
    TOO_MANY_PIXELS,
    TOO_FEW_PIXELS,
    /** Others' pictures are being worked on; a moment later it goes. */
    BUSY;

    /** Message key. */
    String words() {
        return "picture.trouble." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
