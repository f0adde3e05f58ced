package dk.bykassen.web;

import dk.bykassen.kernel.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A static file. Its address carries a hash of its content, so it may be kept for ever and a changed file is a new address.
 *
 * @param name the file's name, such as {@code kit.css}
 * @param gzipped the same bytes compressed once, or null where that gains nothing
 */
record Asset(String name, String hash, String contentType, byte[] bytes, byte @Nullable [] gzipped) {

    static Asset of(String name, byte[] bytes) {
        String hash = HexFormat.of().formatHex(Digest.of(bytes), 0, 6);
        String type = contentType(name);
        return new Asset(name, hash, type, bytes, type.startsWith("font/") ? null : gzip(bytes));
    }

    String url() {
        return "/assets/" + hash + "/" + name;
    }

    private static String contentType(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css;charset=UTF-8";
            case "mjs", "js" -> "text/javascript;charset=UTF-8";
            case "svg" -> "image/svg+xml";
            case "woff2" -> "font/woff2";
            default -> throw new IllegalArgumentException("no content type for " + name);
        };
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
