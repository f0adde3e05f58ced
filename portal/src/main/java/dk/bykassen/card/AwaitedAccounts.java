package dk.bykassen.card;

import dk.bykassen.identity.SignedIn;
import java.time.LocalDate;
import java.util.List;

/**
 * The accounts somebody asked to be linked to and waits for. Declared here because <i>Mine Konti</i> shows them as
 * <i>Afventer Godkendelse</i>; the module of the links knows the answer.
 */
public interface AwaitedAccounts {

    /**
     * Hers, the newest first, in one query. The same for a number that exists and for one that does not: nothing in it
     * comes from the account.
     */
    List<Awaited> of(SignedIn viewer);

    /** Where one asks for another account. */
    String askingPage();

    /**
     * @param number the birth date part of the person number as she typed it, such as {@code 140315}
     * @param until when the request ends if nobody answers
     * @param href where she sees it and takes it back
     */
    record Awaited(String number, LocalDate asked, LocalDate until, String href) {}
}
