package dk.bykassen.card.press;

import java.util.UUID;

/**
 * Makes cards and posts them. Outside the house, over HTTP with a bearer key:
 *
 * <ul>
 *   <li>{@code PUT /orders/{id}} with {@code {"tenant","kind","prefix","name","street","postcode","city"}} orders a card. The
 *       id is the portal's: the same order again is the same card and answers what is known of it. 200 or 201.
 *   <li>{@code GET /orders/{id}} answers what is known of it. 200; 404 when the press never heard of it.
 * </ul>
 *
 * <p>Both answer {@code {"id","state","number","printed","why"}}. {@code state} is {@code working}, {@code sent} (then number
 * and printed are there) or {@code refused} (then why is). The press chooses the number, since a chip's is burnt into it; it
 * never gives one number to two cards. 400, 409 and 422 mean that this order will never be made. Everything else, silence
 * included, says nothing about the order: it is safe to send it again, at any time and as often as one likes.
 *
 * <p>No method throws for what goes wrong outside. None is called inside a transaction.
 */
public interface CardPress {

    /** Orders a card, or the same one once more. */
    Pressed order(PressJob job);

    /** How far an order is. */
    Pressed ask(UUID id);
}
