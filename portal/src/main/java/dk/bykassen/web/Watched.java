package dk.bykassen.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells on every page of a citizen's that a member of staff sees the citizen's pages too: to both of them. */
public interface Watched {

    /** What to tell whoever looks at the requested page; empty where there is nothing to tell. */
    Optional<Banner> of(HttpServletRequest request);

    enum Side {
        /** The citizen, whom a member of staff asks for leave. */
        IS_ASKED,
        /** The citizen, whose pages a member of staff sees. */
        IS_SEEN,
        /** The citizen, whose pages nobody sees any more; told once. */
        WAS_SEEN,
        /** The member of staff. */
        LOOKS
    }

    /**
     * @param name of the other one
     * @param roles message keys of what a member of staff is; empty for a citizen
     * @param until when it ends by itself, where that is known; real time
     */
    record Banner(
            Side side,
            String name,
            List<String> roles,
            @Nullable Instant until) {

        /** Whether it goes on and either side may end it. */
        public boolean isOpen() {
            return side == Side.IS_SEEN || side == Side.LOOKS;
        }

        /** The words, by side: the rest of a message key. */
        public String code() {
            return side.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        /** Never the name: records end up in logs. */
        @Override
        public String toString() {
            return "Banner " + side;
        }
    }
}
