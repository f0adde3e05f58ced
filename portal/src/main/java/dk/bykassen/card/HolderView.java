package dk.bykassen.card;

import dk.bykassen.identity.Person;

/**
 * What the viewer of an account gets to see and to change of the one who holds it. Whoever merely pays in sees a name and the
 * chips. A protected address is for its owner's eyes alone: not even a guardian reads it here, since two guardians need not
 * live together.
 *
 * @param decides whether the viewer decides over the account today
 */
public record HolderView(MyAccount account, Person holder, boolean decides) {

    public boolean isSelf() {
        return account.isOwn();
    }

    /** Telephone numbers and the e-mail address. */
    public boolean seesContact() {
        return isSelf() || isGuardian();
    }

    public boolean seesAddress() {
        return isSelf() || isGuardian() && holder.hasPublicAddress();
    }

    /** Whether anything of it can be changed by the viewer. */
    public boolean mayChange() {
        return seesContact();
    }

    private boolean isGuardian() {
        return account.kind() == MyAccount.Kind.GUARDIAN && decides;
    }

    /** Never the name: records end up in logs. */
    @Override
    public String toString() {
        return "HolderView of " + account;
    }
}
