package dk.bykassen.identity;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether people sign in with an eID, for those who look after other ways in. */
@Service
@Transactional(readOnly = true)
public class Eids {

    private final WayStore ways;

    Eids(WayStore ways) {
        this.ways = ways;
    }

    /** Whether an eID is bound to {@code person}. */
    public boolean has(long person) {
        return !ways.of(person).isEmpty();
    }
}
