package dk.bykassen.web;

import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenants;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Static files, compressed once and kept by browsers for ever. */
@Controller
@Open
class AssetController {

    private final Looks looks;

    AssetController(Looks looks) {
        this.looks = looks;
    }

    @GetMapping("/assets/{hash}/{name}")
    void asset(
            @PathVariable String hash,
            @PathVariable String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        // A node that has not yet made this tenant's look makes it before it looks.
        Tenants.bound().ifPresent(looks::of);
        Asset asset = looks.find(hash, name).orElseThrow(Problem::notFound);
        byte[] gzipped = accepted(asset, request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        String tag = gzipped == null ? "\"" + hash + "\"" : "\"" + hash + "-gzip\"";
        // Set on the response itself: Spring would add this to the "no-store" that every answer begins with.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        response.setHeader(HttpHeaders.ETAG, tag);
        if (tag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        if (gzipped != null) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        byte[] bytes = gzipped == null ? asset.bytes() : gzipped;
        response.setContentType(asset.contentType());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static byte @Nullable [] accepted(Asset asset, @Nullable String encodings) {
        return encodings != null && encodings.contains("gzip") ? asset.gzipped() : null;
    }
}
