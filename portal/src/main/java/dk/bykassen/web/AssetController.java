package dk.bykassen.web;

import dk.bykassen.kernel.Problem;
import dk.bykassen.tenant.Tenants;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/** Static files, compressed once and kept by browsers for ever. */
@Controller
@Open
class AssetController {

    private final Looks looks;

    AssetController(Looks looks) {
        this.looks = looks;
    }

    @GetMapping("/assets/{hash}/{name}")
    ResponseEntity<byte[]> asset(
            @PathVariable String hash,
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String encodings) {
        // A node that has not yet made this tenant's look makes it before it looks.
        Tenants.bound().ifPresent(looks::of);
        Asset asset = looks.find(hash, name).orElseThrow(Problem::notFound);
        byte[] gzipped = asset.gzipped();
        boolean compress = gzipped != null && encodings.contains("gzip");
        var answer = ResponseEntity.ok()
                .cacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .varyBy(HttpHeaders.ACCEPT_ENCODING)
                .contentType(MediaType.parseMediaType(asset.contentType()));
        if (compress) {
            answer.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        return answer.body(compress && gzipped != null ? gzipped : asset.bytes());
    }
}
