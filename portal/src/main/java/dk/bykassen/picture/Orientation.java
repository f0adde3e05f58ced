package dk.bykassen.picture;

import java.awt.Rectangle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a picture was held when it was taken: Exif 2.32, tag 0x0112. Telephones write every picture as their sensor sees it and
 * say here how to turn it.
 *
 * @param value 1 (upright) to 8
 */
record Orientation(int value) {

    static final Orientation UPRIGHT = new Orientation(1);

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    /** More entries than any camera writes. */
    private static final int MOST_ENTRIES = 512;

    Orientation {
        if (value < 1 || value > 8) {
            throw new IllegalArgumentException("no orientation " + value);
        }
    }

    /** What the file says; upright where it says nothing that can be read. */
    static Orientation of(PictureKind kind, byte[] file) {
        try {
            return switch (kind) {
                case JPEG -> ofJpeg(file);
                case WEBP -> ofWebp(file);
                case PNG -> UPRIGHT;
            };
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            return UPRIGHT;
        }
    }

    /** Whether width and height change places. */
    boolean isTurned() {
        return value >= 5;
    }

    /**
     * The square of the stored picture that is seen as {@code (x, y)} to {@code (x + side, y + side)}.
     *
     * @param width of the stored picture, as {@code height}
     */
    Rectangle stored(int x, int y, int side, int width, int height) {
        int right = width - side;
        int bottom = height - side;
        return switch (value) {
            case 2 -> new Rectangle(right - x, y, side, side);
            case 3 -> new Rectangle(right - x, bottom - y, side, side);
            case 4 -> new Rectangle(x, bottom - y, side, side);
            case 5 -> new Rectangle(y, x, side, side);
            case 6 -> new Rectangle(y, bottom - x, side, side);
            case 7 -> new Rectangle(right - y, bottom - x, side, side);
            case 8 -> new Rectangle(right - y, x, side, side);
            default -> new Rectangle(x, y, side, side);
        };
    }

    private static Orientation ofJpeg(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int at = 2;
        // Segments stand before the scan; each begins with a marker and its length.
        while (at + 4 <= file.length && (file[at] & 0xff) == 0xff) {
            int marker = file[at + 1] & 0xff;
            int length = bytes.getShort(at + 2) & 0xffff;
            if (marker == 0xda || marker == 0xd9) {
                return UPRIGHT;
            }
            if (marker == 0xe1 && text(file, at + 4, 6).equals("Exif\0\0")) {
                return ofTiff(file, at + 10, length - 8);
            }
            at += 2 + length;
        }
        return UPRIGHT;
    }

    private static Orientation ofWebp(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long at = 12;
        while (at + 8 <= file.length) {
            int place = (int) at;
            long length = bytes.getInt(place + 4) & 0xffffffffL;
            if (text(file, place, 4).equals("EXIF")) {
                boolean isPrefixed = text(file, place + 8, 6).equals("Exif\0\0");
                int skipped = isPrefixed ? 6 : 0;
                return ofTiff(file, place + 8 + skipped, (int) Math.min(length - skipped, file.length));
            }
            at += 8 + length + (length & 1);
        }
        return UPRIGHT;
    }

    private static Orientation ofTiff(byte[] file, int from, int length) {
        ByteBuffer tiff = ByteBuffer.wrap(file, from, Math.min(length, file.length - from))
                .slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = Math.min(tiff.getShort(directory) & 0xffff, MOST_ENTRIES);
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * 12;
            if ((tiff.getShort(entry) & 0xffff) == TAG && tiff.getShort(entry + 2) == SHORT) {
                return new Orientation(tiff.getShort(entry + 8) & 0xffff);
            }
        }
        return UPRIGHT;
    }

    private static String text(byte[] file, int from, int length) {
        return new String(file, from, length, StandardCharsets.ISO_8859_1);
    }
}
