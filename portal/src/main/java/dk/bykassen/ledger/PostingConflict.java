package dk.bykassen.ledger;

import java.util.UUID;

/** Something else was posted under this group before. */
public final class PostingConflict extends RuntimeException {

    PostingConflict(UUID groupId) {
        super("another posting has the group " + groupId);
    }
}
