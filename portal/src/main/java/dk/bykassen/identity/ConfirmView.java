package dk.bykassen.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an eID said that is to be bound, and what binding it would mean.
 *
 * @param verdict part of the keys of its words
 * @param told the name the eID told, empty where it told none
 * @param other public id of another login that is to be joined with this one
 * @param action where the answer goes
 */
public record ConfirmView(
        String provider,
        String verdict,
        String told,
        @Nullable UUID other,
        @Nullable String otherName,
        String action) {

    static ConfirmView of(Bindings.Verdict verdict, String provider, EidIdentity identity, String action) {
        String told = identity.name().full();
        return switch (verdict) {
            case Bindings.Already already -> new ConfirmView(provider, "already", told, null, null, action);
            case Bindings.Free free -> new ConfirmView(provider, "free", told, null, null, action);
            case Bindings.TwoLogins(Person login) ->
                new ConfirmView(provider, "two-logins", told, login.publicId(), login.name(), action);
            case Bindings.TwoHumans two -> new ConfirmView(provider, "two-humans", told, null, null, action);
            case Bindings.AnotherEid another -> new ConfirmView(provider, "another-eid", told, null, null, action);
        };
    }

    public boolean isPossible() {
        return verdict.equals("free") || verdict.equals("two-logins");
    }
}
