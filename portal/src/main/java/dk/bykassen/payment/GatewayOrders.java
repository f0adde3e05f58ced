package dk.bykassen.payment;

import dk.bykassen.payment.gateway.GatewayOrder;
import dk.bykassen.payment.gateway.GatewayOrder.Line;
import dk.bykassen.tenant.Links;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts a payment into the gateway's terms. Nothing in it names a person. */
@Component
class GatewayOrders {

    private final Links links;
    private final MessageSource messages;

    GatewayOrders(Links links, MessageSource messages) {
        this.links = links;
        this.messages = messages;
    }

    GatewayOrder of(PaymentRow row) {
        PaymentView payment = row.view();
        String page = "/payments/" + payment.id();
        return new GatewayOrder(
                payment.id(),
                payment.reference(),
                payment.total(),
                lines(payment),
                payment.rememberCard(),
                payment.language(),
                URI.create(links.to(page + "/return")),
                URI.create(links.to(page + "/left")),
                URI.create(links.to("/terms")),
                // The payment in the address: a webhook finds it even when the answer with the gateway's own name was
                // lost.
                URI.create(links.to("/hooks/" + row.provider() + "?payment=" + payment.id())));
    }

    private List<Line> lines(PaymentView payment) {
        boolean registers = payment.kind() == PaymentKind.CARD_REGISTRATION;
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(
                registers ? "card" : "deposit",
                word(payment, registers ? "payment.line.card" : "payment.line.deposit"),
                payment.amount()));
        if (payment.fee().isPositive()) {
            lines.add(new Line("fee", word(payment, "payment.line.fee"), payment.fee()));
        }
        return lines;
    }

    private String word(PaymentView payment, String key) {
        return messages.getMessage(key, null, payment.language());
    }
}
