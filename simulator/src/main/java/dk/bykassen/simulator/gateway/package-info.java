/** What every simulated card gateway shares: faults ordered by a test, test cards, what the acquirer answers. */
@NullMarked
package dk.bykassen.simulator.gateway;

import org.jspecify.annotations.NullMarked;
