package dk.bykassen.payment.gateway;

import org.jspecify.annotations.Nullable;

/**
 * What a webhook says has happened.
 *
 * @param eventId the same for every repeat of the same event
 * @param event the gateway's name for it
 * @param decline why the bank said no, where the event tells of a refusal
 */
public record GatewayNews(
        String eventId,
        String event,
        String gatewayPaymentId,
        @Nullable Decline decline) {}
