package dk.bykassen.payment;

import java.net.URI;
import java.util.UUID;

/** What came of {@link Payments#start}. In every case but {@link Refused}, {@code /payments/{id}} tells the truth. */
public sealed interface Started {

    /** Send the payer to the window. */
    record Window(URI windowUrl, UUID paymentId) implements Started {}

    /** It is decided already: a stored card was charged or declined, or the same form was sent before. */
    record Decided(UUID paymentId) implements Started {}

    /** This form's payment, or another that charges a stored card for the same purse, is not decided yet. */
    record Undecided(UUID existing) implements Started {}

    /** Not begun; nothing was taken. */
    record Refused(Refusal reason) implements Started {}

    /** The gateway did not answer. The janitor finds out; until then nobody may pay again. */
    record Unknown(UUID paymentId) implements Started {}
}
