/** Names under {@code .localhost} are this machine, as browsers see it. */
@NullMarked
package dk.bykassen.simulator.net;

import org.jspecify.annotations.NullMarked;
