/**
 * Whole stories, told in a real browser: demo, portal and the simulated world run together in this JVM, once for the whole run
 * ({@link dk.bykassen.journey.JourneyTown}). A story takes what it needs from there: people with browsers
 * ({@link dk.bykassen.journey.Guest}), children with money ({@link dk.bykassen.journey.Households}), tills, and the world's
 * own controls ({@link dk.bykassen.journey.World}).
 */
@NullMarked
package dk.bykassen.journey;

import org.jspecify.annotations.NullMarked;
