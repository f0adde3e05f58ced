/** What we ask of a card gateway, and what it may answer. One package per provider below. */
@NullMarked
package dk.bykassen.payment.gateway;

import org.jspecify.annotations.NullMarked;
