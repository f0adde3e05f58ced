package dk.bykassen.payment;

import java.util.List;

/** Something that charges stored cards and stops working without them. A bean of the module that does. */
public interface StoredCardUse {

    /** What stops when {@code card} is removed. Called in a transaction. */
    List<Use> of(StoredCard card);

    /** The card is being removed, in this transaction: stop what needs it. */
    void removed(StoredCard card);

    /**
     * @param text in the viewer's words: {@code Automatisk optankning af Emil Holm}; a message key with arguments
     * @param href where it is looked after
     */
    record Use(String text, List<Object> arguments, String href) {}
}
