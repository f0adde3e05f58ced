/** Tills that talk to the portal's device API: one to click, and the lunch rush. */
@NullMarked
package dk.bykassen.simulator.till;

import org.jspecify.annotations.NullMarked;
