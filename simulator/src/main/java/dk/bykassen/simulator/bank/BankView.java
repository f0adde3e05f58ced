package dk.bykassen.simulator.bank;

import dk.bykassen.simulator.web.Words;
import dk.bykassen.simulator.world.Tenants;
import java.util.List;

/** The bank's books for people. */
public record BankView(List<Line> lines, List<String> ordered, List<String> faults, List<TestAccount> accounts) {

    /** One transfer. A person number is nobody's business, not even here. */
    public record Line(
            String id,
            String time,
            String town,
            String payee,
            String account,
            String text,
            String amount,
            String state,
            String reason) {

        static Line of(Payment payment, Words words) {
            Order order = payment.order();
            return new Line(
                    order.endToEndId(),
                    words.time(payment.receivedAt()),
                    Tenants.nameOf(payment.tenant()),
                    order.payee(),
                    order.isNemKonto() ? "NemKonto" : order.account(),
                    order.text(),
                    words.amount(order.amount(), order.currency()),
                    payment.state().wire(),
                    payment.reason() == null ? "" : payment.reason());
        }
    }
}
