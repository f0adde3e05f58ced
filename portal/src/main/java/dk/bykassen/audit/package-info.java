/** Who did or saw what; append-only, written in the caller's transaction so that the deed and its trace stand or fall together. */
@NullMarked
package dk.bykassen.audit;

import org.jspecify.annotations.NullMarked;
