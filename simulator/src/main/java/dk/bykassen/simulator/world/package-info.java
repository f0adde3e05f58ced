/** Facts about the demo's world that several simulated systems share. */
@NullMarked
package dk.bykassen.simulator.world;

import org.jspecify.annotations.NullMarked;
