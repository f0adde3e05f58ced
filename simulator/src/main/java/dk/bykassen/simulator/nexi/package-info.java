/** Nexi Checkout ("Nets Easy"): REST API, hosted payment window and webhooks. */
@NullMarked
package dk.bykassen.simulator.nexi;

import org.jspecify.annotations.NullMarked;
