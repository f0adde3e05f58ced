package dk.bykassen.assistance;

import dk.bykassen.audit.Actor;
import dk.bykassen.identity.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A citizen's leave to see their pages, from the code they show to its end. Public because templates read it.
 *
 * @param sessionId the citizen's session it is given in
 * @param code as digits, while it waits to be typed; else null
 * @param codeUntil when the code stops waiting
 * @param member who typed it, or null
 * @param until when the pages close by themselves; null before the citizen said yes
 */
public record Leave(
        long id,
        UUID publicId,
        long personId,
        long sessionId,
        State state,
        @Nullable String code,
        Instant codeUntil,
        @Nullable Member member,
        @Nullable Instant until,
        @Nullable Instant endedAt,
        @Nullable Ending ending) {

    public enum State {
        /** The citizen shows a code and waits. */
        SHOWN,
        /** A member of staff typed the code and waits for a yes. */
        ASKED,
        /** The member of staff may see the citizen's pages. */
        OPEN,
        ENDED
    }

    /** Who or what ended it. */
    public enum Ending {
        CITIZEN,
        STAFF,
        /** The citizen did not want that. */
        NO,
        TIME,
        /** The citizen's session ended. */
        SESSION,
        /** The member of staff signed out or lost the right. */
        DESK,
        /** Another one took its place. */
        ANOTHER;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param roles as they stand in {@code staff.role.…} keys */
    public record Member(UUID publicId, String name, List<String> roles, long deskSession) {

        Actor actor() {
            return Actor.staff(publicId, name, roles);
        }

        /** Never the name: records end up in logs. */
        @Override
        public String toString() {
            return "Member " + publicId;
        }
    }

    public boolean is(State wanted) {
        return state == wanted;
    }

    /** Whether anybody ever saw anything by it. */
    public boolean wasOpen() {
        return until != null;
    }

    /** The code in two halves, as people say it: {@code 123 456}. */
    public String spokenCode() {
        String digits = Objects.requireNonNull(code, "a code that was typed is gone");
        return digits.substring(0, 3) + " " + digits.substring(3);
    }

    /** When it ends by itself where nobody says anything. */
    Instant deadline() {
        return switch (state) {
            case SHOWN -> codeUntil;
            case ASKED -> codeUntil.plus(Leaves.ANSWER);
            case OPEN -> Objects.requireNonNull(until);
            case ENDED -> Objects.requireNonNull(endedAt);
        };
    }

    Watch watch() {
        Member who = Objects.requireNonNull(member);
        return new Watch(id, publicId, who.publicId(), who.name(), who.roles(), Objects.requireNonNull(until));
    }

    /** Never the code: records end up in logs. */
    @Override
    public String toString() {
        return "Leave " + publicId + " " + state;
    }
}
