package dk.bykassen.card;

import dk.bykassen.kernel.Money;
import dk.bykassen.web.Phrase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened last on accounts. Declared here because <i>Mine Konti</i> shows it. */
public interface RecentActivity {

    /** The newest movements of the last weeks over all of {@code accounts}, newest first, {@code most} of them. */
    List<Line> of(List<MyAccount> accounts, int most);

    /**
     * @param what the kind of movement in words
     * @param place where something was bought; null for anything but a purchase
     * @param items what was bought; empty for anything but a purchase
     * @param amount with its sign: negative when it left the account
     */
    record Line(
            MyAccount account,
            Instant at,
            Phrase what,
            @Nullable String place,
            List<Item> items,
            Money amount) {}

    /** @param quantity how many pieces */
    record Item(String text, int quantity) {}
}
