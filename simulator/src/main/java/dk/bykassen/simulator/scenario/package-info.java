/** Whole days at the counter, played through the real device API, with proof that the books agree. */
@NullMarked
package dk.bykassen.simulator.scenario;

import org.jspecify.annotations.NullMarked;
