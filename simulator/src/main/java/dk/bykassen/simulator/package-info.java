/** The world outside the portal: card gateway, eID, inboxes, clock and tills, each on its own wire protocol. */
@NullMarked
package dk.bykassen.simulator;

import org.jspecify.annotations.NullMarked;
