package dk.bykassen.identity;

import java.util.Optional;

/** What somebody looks like, for staff who must recognise them; the module that keeps pictures implements it. */
public interface PersonPicture {

    /** A small square JPEG; empty where there is none. */
    Optional<byte[]> of(Person person);
}
