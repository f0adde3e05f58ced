package dk.bykassen.staff;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everybody who ever signed in at the desk. */
@Service
@Transactional
class Members {

    private final MemberStore store;

    Members(MemberStore store) {
        this.store = store;
    }

    /** The names of those with that role, the latest to sign in first: whom to ask. */
    @Transactional(readOnly = true)
    public List<String> named(Role role, int most) {
        return store.named(role, most);
    }
}
