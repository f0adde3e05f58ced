package dk.bykassen.staff;

import org.jspecify.annotations.Nullable;

/** Somebody at the desk asked for what their roles do not allow. */
final class RightMissing extends RuntimeException {

    private final @Nullable Right right;

    /** @param right null where the page is closed to everybody */
    RightMissing(@Nullable Right right) {
        super("not allowed", null, false, false);
        this.right = right;
    }

    @Nullable
    Right right() {
        return right;
    }
}
