package dk.bykassen.payment;

import dk.bykassen.kernel.Problem;
import dk.bykassen.payment.gateway.Gateway;
import dk.bykassen.payment.gateway.GatewayAccess;
import dk.bykassen.payment.gateway.GatewayNews;
import dk.bykassen.web.Open;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where gateways tell that something happened. Only 200 acknowledges, and they repeat until they hear it; so everything that
 * a repeat cannot mend is acknowledged too, a webhook about a payment we do not know among it.
 */
@RestController
@Open
class HookController {

    /** Many times a real webhook. */
    private static final int LARGEST = 64 * 1024;

    private final Gateway gateway;
    private final GatewayAccounts accounts;
    private final Hooks hooks;
    private final MeterRegistry metrics;

    HookController(Gateway gateway, GatewayAccounts accounts, Hooks hooks, MeterRegistry metrics) {
        this.gateway = gateway;
        this.accounts = accounts;
        this.hooks = hooks;
        this.metrics = metrics;
    }

    @PostMapping("/hooks/{provider}")
    ResponseEntity<Void> receive(
            @PathVariable String provider,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestParam(name = "payment", required = false) @Nullable String payment,
            HttpServletRequest request)
            throws IOException {
        GatewayAccess access = Optional.of(provider)
                .filter(gateway.provider()::equals)
                .flatMap(accounts::find)
                .orElseThrow(Problem::notFound);
        if (!isGenuine(authorization, access)) {
            count("forged");
            throw new Problem(401, "unauthorized", "The webhook does not carry the secret it was registered with.");
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        Optional<GatewayNews> news = body.length > LARGEST ? Optional.empty() : gateway.read(body);
        if (news.isEmpty()) {
            count("unreadable");
            throw new Problem(400, "unreadable-webhook", "The body is not one of this gateway's webhooks.");
        }
        count(hooks.receive(provider, news.get(), id(payment)).name().toLowerCase(Locale.ROOT));
        return ResponseEntity.ok().build();
    }

    /** Compared in constant time, so that the answer's delay does not tell how much of a guess was right. */
    private static boolean isGenuine(@Nullable String authorization, GatewayAccess access) {
        return authorization != null
                && MessageDigest.isEqual(
                        authorization.getBytes(StandardCharsets.UTF_8),
                        access.webhookSecret().getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    private void count(String result) {
        metrics.counter("bykassen.payment.hook", "result", result).increment();
    }
}
