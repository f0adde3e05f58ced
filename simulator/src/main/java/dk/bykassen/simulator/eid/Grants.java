package dk.bykassen.simulator.eid;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Codes and access tokens in force. Codes work once, for a minute; access tokens for five. */
final class Grants {

    static final Duration ACCESS = Duration.ofMinutes(15);
    private static final Duration CODE = Duration.ofSeconds(60);

    /** How many numbers one sign-in may be asked about. */
    private static final int MATCHES = 3;

    private record Held(Grant grant, Instant until, AtomicInteger matches) {}

    private final Map<String, Held> codes = new ConcurrentHashMap<>();
    private final Map<String, Held> tokens = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource realTime;

    Grants(InstantSource realTime) {
        this.realTime = realTime;
    }

    String issueCode(Grant grant) {
        return hold(codes, grant, CODE);
    }

    /** Gives up the code: a second try finds nothing, as does one after a minute. */
    Optional<Grant> redeemCode(String code) {
        return Optional.ofNullable(codes.remove(code)).filter(this::inForce).map(Held::grant);
    }

    String issueAccessToken(Grant grant) {
        return hold(tokens, grant, ACCESS);
    }

    Optional<Grant> byAccessToken(String token) {
        return Optional.ofNullable(tokens.get(token)).filter(this::inForce).map(Held::grant);
    }

    /** Uses up one of the questions that may be asked about this sign-in; false when none is left. */
    boolean takeMatch(String token) {
        Held held = tokens.get(token);
        return held != null && held.matches().incrementAndGet() <= MATCHES;
    }

    private String hold(Map<String, Held> where, Grant grant, Duration time) {
        where.values().removeIf(held -> !inForce(held));
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        where.put(name, new Held(grant, realTime.instant().plus(time), new AtomicInteger()));
        return name;
    }

    private boolean inForce(Held held) {
        return realTime.instant().isBefore(held.until());
    }
}
