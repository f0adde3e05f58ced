/** Declined purchases: who is told at once, and the way to mend what stood in the way. */
@NullMarked
package dk.bykassen.decline;

import org.jspecify.annotations.NullMarked;
