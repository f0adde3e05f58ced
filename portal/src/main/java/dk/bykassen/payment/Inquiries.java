package dk.bykassen.payment;

import dk.bykassen.payment.PaymentRegister.Dossier;
import dk.bykassen.payment.gateway.ChargeTruth;
import dk.bykassen.payment.gateway.Charging;
import dk.bykassen.payment.gateway.Closing;
import dk.bykassen.payment.gateway.Gateway;
import dk.bykassen.payment.gateway.Opening;
import dk.bykassen.payment.gateway.Truth;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Talks to the gateway about a payment and has the answer written down. Never inside a transaction: a call may take as long
 * as the gateway likes, and a database connection must not wait for it.
 */
@Component
class Inquiries {

    private final Gateway gateway;
    private final GatewayOrders orders;
    private final Settlement settlement;
    private final InstantSource clock;

    Inquiries(Gateway gateway, GatewayOrders orders, Settlement settlement, InstantSource clock) {
        this.gateway = gateway;
        this.orders = orders;
        this.settlement = settlement;
        this.clock = clock;
    }

    /** Asks for a window; only for a payment just written down. */
    PaymentRow open(Dossier dossier) {
        long id = dossier.row().id();
        return switch (gateway.open(dossier.access(), orders.of(dossier.row()))) {
            case Opening.Opened opened ->
                settlement.opened(id, opened.gatewayPaymentId(), opened.window(), Cause.START);
            case Opening.Refused refused -> settlement.notOpened(id, Cause.START);
            case Opening.NotSent notSent -> settlement.notOpened(id, Cause.START);
            case Opening.NoAnswer noAnswer -> settlement.noAnswer(id, Cause.START);
        };
    }

    /** Charges the stored card; only for a payment just written down. */
    PaymentRow charge(Dossier dossier) {
        long id = dossier.row().id();
        String token = dossier.token();
        Charging heard = token == null
                ? new Charging.NotSent()
                : gateway.charge(dossier.access(), token, orders.of(dossier.row()));
        return switch (heard) {
            case Charging.Accepted(String name) -> accepted(dossier, name, Cause.START);
            case Charging.Declined(var why) -> settlement.declined(id, PaymentReason.of(why), Cause.START);
            case Charging.Refused refused -> settlement.notOpened(id, Cause.START);
            case Charging.NotSent notSent -> settlement.notOpened(id, Cause.START);
            case Charging.NoAnswer noAnswer -> settlement.noAnswer(id, Cause.START);
        };
    }

    /** Finds out about a charge whose answer never came. */
    PaymentRow askCharge(Dossier dossier, Cause cause) {
        long id = dossier.row().id();
        String token = dossier.token();
        if (token == null) {
            return dossier.row();
        }
        return switch (gateway.askCharge(dossier.access(), token, dossier.row().publicId())) {
            case ChargeTruth.Accepted(String name) -> accepted(dossier, name, cause);
            case ChargeTruth.Declined(var why) -> settlement.declined(id, PaymentReason.of(why), cause);
            case ChargeTruth.NeverReached never -> settlement.notOpened(id, cause);
            case ChargeTruth.NoAnswer noAnswer -> settlement.noAnswer(id, cause);
        };
    }

    /** A payment after the gateway was asked about it; {@code answered} is false when it could not be. */
    record Asked(PaymentRow row, boolean answered) {}

    /** Asks for the truth about a payment the gateway has a name for; without an answer nothing changes. */
    Asked ask(Dossier dossier, Cause cause) {
        PaymentRow row = dossier.row();
        String name = row.gatewayPaymentId();
        if (name == null) {
            return new Asked(row, true);
        }
        return switch (gateway.ask(dossier.access(), name)) {
            case Truth.Found truth -> new Asked(settlement.learn(row.id(), truth, cause), true);
            case Truth.Absent absent -> new Asked(absent(row, cause), row.hasRunOut(clock.instant()));
            case Truth.NoAnswer noAnswer -> new Asked(row, false);
        };
    }

    /**
     * The gateway named this payment itself: that it does not find it is believed when its time has run out, not while its
     * books may be behind or an answer may have been somebody else's. Given up too early, a card would be charged again.
     */
    private PaymentRow absent(PaymentRow row, Cause cause) {
        return row.hasRunOut(clock.instant()) ? settlement.left(row.id(), cause) : row;
    }

    /** The payer says they left the window: asks, and closes the window when nothing was taken or is held. */
    PaymentRow leave(Dossier dossier, Cause cause) {
        return close(dossier, cause, false);
    }

    /** Time ran out: asks first, gives back what is held, and closes. */
    PaymentRow expire(Dossier dossier, Cause cause) {
        return close(dossier, cause, true);
    }

    private PaymentRow close(Dossier dossier, Cause cause, boolean evenIfHeld) {
        String name = dossier.row().gatewayPaymentId();
        if (name == null) {
            return dossier.row();
        }
        return switch (gateway.ask(dossier.access(), name)) {
            case Truth.Found truth -> close(dossier, name, truth, cause, evenIfHeld);
            case Truth.Absent absent -> absent(dossier.row(), cause);
            case Truth.NoAnswer noAnswer -> dossier.row();
        };
    }

    private PaymentRow close(Dossier dossier, String name, Truth.Found truth, Cause cause, boolean evenIfHeld) {
        PaymentRow row = settlement.learn(dossier.row().id(), truth, cause);
        if (row.state().isDecided() || truth.held() > 0 && !evenIfHeld) {
            return row;
        }
        if (!(gateway.close(dossier.access(), name, truth) instanceof Closing.Closed)) {
            return row;
        }
        return row.hasRunOut(clock.instant()) ? settlement.ranOut(row.id(), cause) : settlement.left(row.id(), cause);
    }

    /** Taken on is not yet taken: the gateway's books say how much. */
    private PaymentRow accepted(Dossier dossier, String name, Cause cause) {
        PaymentRow row = settlement.opened(dossier.row().id(), name, null, cause);
        // Asked also where it was given up meanwhile: what was taken after all is credited.
        return row.state() == PaymentState.PAID || row.state() == PaymentState.HELD
                ? row
                : ask(new Dossier(row, dossier.access(), dossier.token()), cause)
                        .row();
    }
}
