package dk.bykassen.staff;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a member of staff must be allowed to do to call a controller's method. Every method at an address of the desk carries
 * it, or is marked {@link dk.bykassen.web.Open}; one that carries neither is closed to everybody.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Right value();
}
