/** A citizen lets a member of staff see the citizen's pages for a quarter of an hour: to look at, never to act. */
@NullMarked
package dk.bykassen.assistance;

import org.jspecify.annotations.NullMarked;
