package dk.bykassen.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a controller, or one of its methods, for the citizen's own eyes: closed to a member of staff who otherwise sees the
 * citizen's pages with their leave. For whatever opens a door (ways to sign in, sessions, codes), leaves the portal with data
 * (downloads, card windows), or does something when it is merely visited. Pages marked {@link Fresh} are closed without it.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface OwnEyes {}
