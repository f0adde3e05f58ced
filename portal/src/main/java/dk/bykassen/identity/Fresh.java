package dk.bykassen.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a controller, or one of its methods, that wants a person who proved who they are within the last ten minutes.
 * Whoever signed in longer ago is sent to do so again and comes back to the page, or to the page the form stood on.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Fresh {}
