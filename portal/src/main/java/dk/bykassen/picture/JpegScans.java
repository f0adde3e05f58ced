package dk.bykassen.picture;

/** Counts how often a JPEG goes over its picture (ITU-T T.81, annex B), without decoding any of it. */
final class JpegScans {

    private static final int END = 0xd9;
    private static final int SCAN = 0xda;

    private JpegScans() {}

    /**
     * Of the picture itself: thumbnails in its segments and pictures after its end do not count.
     *
     * @throws Unusable when the file ends before the picture does: decoders would fill the rest with grey
     */
    static int count(byte[] jpeg) throws Unusable {
        int scans = 0;
        int at = 2;
        while (at + 2 <= jpeg.length) {
            int marker = jpeg[at + 1] & 0xff;
            if ((jpeg[at] & 0xff) != 0xff || marker == 0xff) {
                at++;
            } else if (marker == 0 || marker == 1 || marker >= 0xd0 && marker <= 0xd7) {
                // A stuffed byte of the data, or a marker that stands alone.
                at += 2;
            } else if (marker == END) {
                return scans;
            } else if (at + 4 > jpeg.length) {
                break;
            } else {
                scans += marker == SCAN ? 1 : 0;
                at += 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
            }
        }
        throw new Unusable(Trouble.BROKEN);
    }
}
