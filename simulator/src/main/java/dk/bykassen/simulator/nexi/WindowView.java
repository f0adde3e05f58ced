package dk.bykassen.simulator.nexi;

import dk.bykassen.simulator.gateway.CardForm;
import dk.bykassen.simulator.gateway.TestCard;
import dk.bykassen.simulator.web.Json;
import dk.bykassen.simulator.web.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The window's contents.
 *
 * @param id of the payment
 * @param registers whether a card is stored and nothing paid
 * @param errors by field, each the whole sentence
 * @param refusal why the card was refused; empty when it was not
 */
public record WindowView(
        String id,
        String title,
        String button,
        boolean registers,
        boolean canGoBack,
        String merchant,
        String reference,
        String date,
        String amount,
        String fee,
        String total,
        CardForm form,
        Map<String, String> errors,
        String refusal,
        List<CardLine> cards,
        Words words) {

    /** A line of the table of test cards. */
    public record CardLine(String number, String brand, String answer) {}

    static WindowView of(Payment payment, Words words, CardForm form) {
        boolean registers = payment.amount() == 0;
        String total = words.amount(payment.amount(), payment.currency());
        long fee = fee(payment);
        return new WindowView(
                payment.id(),
                registers ? words.say("window.register") : words.say("window.pay", total),
                registers ? words.say("window.register.button") : words.say("window.pay", total),
                registers,
                payment.cancelUrl() != null,
                new Merchant(payment.merchant()).name(),
                payment.reference(),
                words.time(payment.createdAt()),
                words.amount(payment.amount() - fee, payment.currency()),
                words.amount(fee, payment.currency()),
                total,
                form,
                Map.of(),
                "",
                cards(words),
                words);
    }

    /** The merchant's fee is an order line with the reference {@code fee}. */
    private static long fee(Payment payment) {
        long fee = 0;
        for (JsonNode item : Json.parse(payment.items())) {
            if (item.path("reference").stringValue("").equals("fee")) {
                fee += item.path("grossTotalAmount").longValue(0);
            }
        }
        return fee;
    }

    private static List<CardLine> cards(Words words) {
        List<CardLine> lines = new ArrayList<>();
        for (TestCard card : TestCard.values()) {
            lines.add(new CardLine(card.spaced(), card.brand(), words.say("card.answer." + card.name())));
        }
        return lines;
    }

    WindowView withErrors(Map<String, String> keys) {
        Map<String, String> sentences = new LinkedHashMap<>();
        keys.forEach((field, key) -> sentences.put(field, words.say(key)));
        return with(sentences, "");
    }

    WindowView withRefusal(String sentence) {
        return with(Map.of(), sentence);
    }

    private WindowView with(Map<String, String> newErrors, String newRefusal) {
        return new WindowView(
                id,
                title,
                button,
                registers,
                canGoBack,
                merchant,
                reference,
                date,
                amount,
                fee,
                total,
                form,
                newErrors,
                newRefusal,
                cards,
                words);
    }

    /** The sentence about a field; empty when it is right. */
    public String error(String field) {
        return errors.getOrDefault(field, "");
    }
}
