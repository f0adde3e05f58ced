package dk.bykassen.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** What a file is by its first bytes; names and declared types are what somebody says it is. */
enum PictureKind {
    JPEG,
    PNG,
    WEBP;

    private static final byte[] PNG_BEGINS = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    /** Brands of files of the High Efficiency Image family, AVIF among them. */
    private static final Set<String> HEIF =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis");
    /** In the extended header of a WebP: it moves. */
    private static final int ANIMATION = 0x02;

    private static final int WEBP_FLAGS = 20;

    /** @throws Unusable when it is no picture that is read here */
    static PictureKind of(byte[] file) throws Unusable {
        if (file.length == 0) {
            throw new Unusable(Trouble.EMPTY);
        }
        if (begins(file, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) {
            return JPEG;
        }
        if (begins(file, PNG_BEGINS)) {
            return PNG;
        }
        if (text(file, 0, 4).equals("RIFF") && text(file, 8, 12).equals("WEBP")) {
            return webp(file);
        }
        throw new Unusable(other(file));
    }

    private static PictureKind webp(byte[] file) throws Unusable {
        boolean isExtended = text(file, 12, 16).equals("VP8X");
        long told = file.length < 8
                ? 0
                : 8 + (ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xffffffffL);
        if (told > file.length) {
            throw new Unusable(Trouble.BROKEN);
        }
        if (isExtended && file.length > WEBP_FLAGS && (file[WEBP_FLAGS] & ANIMATION) != 0) {
            throw new Unusable(Trouble.MOVING);
        }
        return WEBP;
    }

    private static Trouble other(byte[] file) {
        if (text(file, 4, 8).equals("ftyp") && HEIF.contains(text(file, 8, 12))) {
            return Trouble.HEIC;
        }
        String start = text(file, 0, 512).strip().toLowerCase(Locale.ROOT);
        if (start.startsWith("gif8")) {
            return Trouble.GIF;
        }
        if (start.startsWith("%pdf")) {
            return Trouble.PDF;
        }
        return start.contains("<svg") || start.startsWith("<?xml") ? Trouble.SVG : Trouble.OTHER;
    }

    private static boolean begins(byte[] file, byte[] with) {
        if (file.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (file[i] != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] file, int from, int to) {
        int end = Math.min(to, file.length);
        return from >= end ? "" : new String(file, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
