package dk.bykassen.identity;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether two persons on file can be one human. Doubt is for people to sort out: two humans made one is worse than a call. */
final class Humans {

    private Humans() {}

    static boolean canBeOne(Person one, Person other) {
        return !differ(one.birthDate(), other.birthDate())
                // A state gives few people a second number; whoever has two is looked at by somebody.
                && (one.number() == null || other.number() == null)
                && Objects.equals(one.company(), other.company())
                && Names.beginAlike(Names.of(one), Names.of(other));
    }

    private static boolean differ(@Nullable LocalDate one, @Nullable LocalDate other) {
        return one != null && other != null && !one.equals(other);
    }
}
