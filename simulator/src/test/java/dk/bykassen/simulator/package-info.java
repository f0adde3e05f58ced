@NullUnmarked
package dk.bykassen.simulator;

import org.jspecify.annotations.NullUnmarked;
