/** The card press: makes cards on order, numbers them and posts them; the letter box shows what was posted. */
@NullMarked
package dk.bykassen.simulator.press;

import org.jspecify.annotations.NullMarked;
