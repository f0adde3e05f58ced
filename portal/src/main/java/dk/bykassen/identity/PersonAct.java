package dk.bykassen.identity;

import dk.bykassen.audit.Actor;
import dk.bykassen.audit.Deed;
import dk.bykassen.web.Wording;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Something a member of staff may do about what a panel of a citizen's page shows; a bean per kind. The desk sees to it that
 * only somebody who may change people does it, for the reason that opened the page, and after being asked once more.
 */
public interface PersonAct {

    /** Stands in addresses: lower case with hyphens. */
    String name();

    /** What to ask before; empty where there is nothing to do, or it is none of that citizen's. */
    Optional<Question> question(Person person, UUID thing, Wording words);

    /**
     * Does it; repeated it changes nothing.
     *
     * @param because adds the reason that opened the page to whatever is written into the trail
     */
    void act(Person person, UUID thing, Actor by, UnaryOperator<Deed> because);

    /** In the reader's words already. @param means what it means, in a sentence or two */
    record Question(String title, String means, String go) {}
}
