package dk.bykassen.card;

import java.util.UUID;

/**
 * What is held to the till: a chip or a card.
 *
 * @param number as the till reads it
 * @param printedAs as it is printed, for people
 * @param isBlockedByTown whether the town blocked it, which its account's people cannot undo
 */
public record Chip(UUID publicId, String number, String printedAs, Status status, boolean isBlockedByTown) {

    public enum Status {
        ACTIVE,
        BLOCKED,
        REPLACED
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    public boolean isBlocked() {
        return status == Status.BLOCKED;
    }

    public boolean isReplaced() {
        return status == Status.REPLACED;
    }
}
