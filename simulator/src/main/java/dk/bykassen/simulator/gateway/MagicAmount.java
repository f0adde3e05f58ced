package dk.bykassen.simulator.gateway;

import java.time.Duration;
import java.util.Optional;

/**
 * Amounts with a meaning in Nexi's test environment: 0.XX and 1.XX are refused with error XX; 3.XX takes XX seconds.
 * In minor units: 133 is error 33, 310 takes ten seconds.
 */
public final class MagicAmount {

    private MagicAmount() {}

    public static Optional<Verdict.Refused> refusal(long amount) {
        if (amount < 1 || amount > 199) {
            return Optional.empty();
        }
        String code = "%02d".formatted(amount % 100);
        return Optional.of(new Verdict.Refused(code, "Test amount: error " + code));
    }

    public static Duration delay(long amount) {
        return amount >= 300 && amount <= 399 ? Duration.ofSeconds(amount - 300) : Duration.ZERO;
    }
}
