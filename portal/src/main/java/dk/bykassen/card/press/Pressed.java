package dk.bykassen.card.press;

/** What the press says of an order. */
public sealed interface Pressed {

    /** It has the order and works on it. */
    record Working() implements Pressed {}

    /**
     * The card is made and on its way.
     *
     * @param number as a till reads it
     * @param printedAs as it stands on the card
     */
    record Made(String number, String printedAs) implements Pressed {

        /** Never the number: it opens the card. */
        @Override
        public String toString() {
            return "Made";
        }
    }

    /** It will not make this card, ever. @param why for the operator's log, without anything personal */
    record Refused(String why) implements Pressed {}

    /** It does not know the order, though it once said it did. */
    record Unknown() implements Pressed {}

    /** Nobody knows whether it has the order: asked or sent again later. */
    record NoAnswer() implements Pressed {}
}
