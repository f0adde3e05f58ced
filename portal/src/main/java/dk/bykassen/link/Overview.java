package dk.bykassen.link;

import dk.bykassen.card.MyAccount;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts for whom, as one person sees it.
 *
 * @param toAnswer what waits for the viewer's yes or no
 * @param mine the accounts of others the viewer acts for
 * @param shared the accounts the viewer holds or decides over, with everybody else who acts for them
 * @param asked what the viewer asked for and nobody answered yet
 * @param inVain what the viewer asked for lately and nobody gave
 */
public record Overview(
        List<ToAnswer> toAnswer, List<Mine> mine, List<Shared> shared, List<Asked> asked, List<Asked> inVain) {

    public boolean isEmpty() {
        return toAnswer.isEmpty() && mine.isEmpty() && shared.isEmpty() && asked.isEmpty() && inVain.isEmpty();
    }

    /** A request for the viewer to answer. @param by who asks */
    public record ToAnswer(UUID id, String by, MyAccount account, Instant askedAt, Instant until) {}

    /** Somebody's account the viewer acts for. */
    public record Mine(UUID id, MyAccount account, Instant since) {}

    public record Shared(MyAccount account, List<Who> others) {}

    /**
     * Somebody else who acts for an account.
     *
     * @param id of the link
     * @param name how the one who acts is called
     * @param mayEnd whether the viewer can end it
     */
    public record Who(UUID id, String name, MyAccount.Kind kind, Instant since, boolean mayEnd) {

        public String initials() {
            return MyAccount.initialsOf(name);
        }

        /** Message key of why they act. */
        public String why() {
            return "link.why." + kind.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A request of the viewer's. @param number the part that may be shown, the rest covered */
    public record Asked(UUID id, String number, Instant askedAt, Instant until) {}

    /** What one page is about. */
    public sealed interface Detail {}

    /** A request that waits for the viewer's answer. */
    public record Question(ToAnswer request) implements Detail {}

    /** A request of the viewer's that waits. */
    public record Waiting(Asked request) implements Detail {}

    /**
     * Somebody's access.
     *
     * @param who null where it is the viewer's
     * @param mayShare whether the viewer may let them look after the child as well
     */
    public record Access(
            UUID id, MyAccount account, @Nullable Who who, Instant since, boolean mayEnd, boolean mayShare)
            implements Detail {}

    /** What was there is over. */
    public record Gone() implements Detail {}
}
