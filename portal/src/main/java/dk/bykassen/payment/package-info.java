/**
 * Money that comes in by card: payments and their states, the gateway's window, stored cards, and the truth about each of
 * them after lost answers, late webhooks and closed browsers.
 */
@NullMarked
package dk.bykassen.payment;

import org.jspecify.annotations.NullMarked;
