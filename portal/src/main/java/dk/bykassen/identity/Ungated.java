package dk.bykassen.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a controller, or one of its methods, that a signed-in person may call before passing every {@link Gate}: the gate
 * itself, and what nobody may be kept from, such as taking one's data away or leaving.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Ungated {}
