/** The movable clock of the demo, shared with the portal. */
@NullMarked
package dk.bykassen.simulator.clock;

import org.jspecify.annotations.NullMarked;
