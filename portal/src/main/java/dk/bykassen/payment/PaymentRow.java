package dk.bykassen.payment;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment with what only this module needs to know. */
record PaymentRow(
        long id,
        PaymentView view,
        String provider,
        @Nullable String gatewayPaymentId,
        @Nullable URI window,
        byte[] fingerprint) {

    UUID publicId() {
        return view.id();
    }

    PaymentState state() {
        return view.state();
    }

    boolean chargesStoredCard() {
        return view.storedCardId() != null;
    }

    boolean hasRunOut(Instant now) {
        return !now.isBefore(view.expiresAt());
    }
}
