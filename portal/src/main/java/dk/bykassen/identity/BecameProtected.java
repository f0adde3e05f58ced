package dk.bykassen.identity;

/** Told, in the same transaction, that the eID calls somebody's name and address protected who was not before. */
public interface BecameProtected {

    void becameProtected(long person);
}
