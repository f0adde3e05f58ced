/** Nexi Checkout ("Nets Easy") over its REST API, version 1. */
@NullMarked
package dk.bykassen.payment.gateway.nexi;

import org.jspecify.annotations.NullMarked;
