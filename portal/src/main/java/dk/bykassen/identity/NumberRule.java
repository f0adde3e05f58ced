package dk.bykassen.identity;

/** How a tenant comes to know the person number of those who sign in with a provider. */
public enum NumberRule {
    /** The broker hands it over with each sign-in (public bodies in Denmark; ID-porten). */
    GIVEN,
    /** The first sign-in asks the citizen for it. */
    ASKED,
    /** The tenant has no use for it: the eID alone says who somebody is. */
    UNUSED
}
